from certificates.models.certificate import Certificate, NumberSeries
from certificates.models.ledger import LedgerEntry, LedgerHead
from certificates.models.seal import SealCertificate

__all__ = ["Certificate", "LedgerEntry", "LedgerHead", "NumberSeries", "SealCertificate"]
