"""QTI: packages of 2.1, 2.2 and 3.0 are read, 3.0 is written."""

from assessments.exchange.qti.holds import lost
from assessments.exchange.qti.package import looks_like_item
from assessments.exchange.qti.reader import read
from assessments.exchange.qti.writer import write

__all__ = ["looks_like_item", "lost", "read", "write"]
