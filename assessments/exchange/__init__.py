"""Question banks in the formats of others: read piece by piece, written so that reading gives the same."""

from assessments.exchange.formats import FORMATS, WRITTEN, detect, lost, read, write
from assessments.exchange.found import Desk, Found, Picture

__all__ = ["FORMATS", "WRITTEN", "Desk", "Found", "Picture", "detect", "lost", "read", "write"]
