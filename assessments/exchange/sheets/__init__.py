"""Our own table of questions, as XLSX or CSV: one row a question."""

from assessments.exchange.sheets.columns import has_heads
from assessments.exchange.sheets.reader import read
from assessments.exchange.sheets.template import template

__all__ = ["has_heads", "read", "template"]
