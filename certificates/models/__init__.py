from certificates.models.certificate import Certificate, NumberSeries
from certificates.models.ledger import LedgerEntry, LedgerHead

__all__ = ["Certificate", "LedgerEntry", "LedgerHead", "NumberSeries"]
