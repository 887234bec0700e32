from certificates.models.certificate import Certificate, NumberSeries
from certificates.models.credential import Credential, CredentialKey
from certificates.models.ledger import Checkpoint, LedgerEntry, LedgerHead, LedgerNode
from certificates.models.seal import SealCertificate

__all__ = [
    "Certificate",
    "Checkpoint",
    "Credential",
    "CredentialKey",
    "LedgerEntry",
    "LedgerHead",
    "LedgerNode",
    "NumberSeries",
    "SealCertificate",
]
