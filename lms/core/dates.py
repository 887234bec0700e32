"""Arithmetic of the calendar."""

import calendar
from datetime import date


def add_months(day: date, months: int) -> date:
    """The same day some months on, or back; where that month is shorter, its last day.

    31 January and one month are 28 or 29 February.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def parse_day(text: str) -> date | None:
    """``2026-11-26`` as a day; None for anything else."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-11-26") else None
    except ValueError:
        return None
