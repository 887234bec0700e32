"""Moodle XML, as Moodle 3 to 5 exports it."""

from assessments.exchange.moodle.reader import read
from assessments.exchange.moodle.writer import lost, write

__all__ = ["lost", "read", "write"]
