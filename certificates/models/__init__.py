from certificates.models.certificate import Certificate, NumberSeries
from certificates.models.ledger import Checkpoint, LedgerEntry, LedgerHead, LedgerNode
from certificates.models.seal import SealCertificate

__all__ = [
    "Certificate",
    "Checkpoint",
    "LedgerEntry",
    "LedgerHead",
    "LedgerNode",
    "NumberSeries",
    "SealCertificate",
]
