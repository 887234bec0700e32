"""Arithmetic of the calendar."""

import calendar
import re
from datetime import date, datetime, time, timedelta

from django.utils import timezone


def add_months(day: date, months: int) -> date:
    """The same day some months on, or back; where that month is shorter, its last day.

    31 January and one month are 28 or 29 February.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def first_day_lasting(until: date, months: int) -> date:
    """The earliest day that, with so many months added, is not before ``until``."""
    day = add_months(until, -months)
    return day if add_months(day, months) >= until else day + timedelta(days=1)


def first_minute(day: date) -> datetime:
    """0.00 local time of the day, as an instant."""
    return timezone.make_aware(datetime.combine(day, time.min))


def is_year_end(day: date) -> bool:
    return (day.month, day.day) == (12, 31)


def last_minute(day: date) -> datetime:
    """23.59 local time of the day, as an instant: what is due on a day is due by then."""
    return timezone.make_aware(datetime.combine(day, time(23, 59)))


def parse_day(text: str) -> date | None:
    """``2026-11-26`` as a day; None for anything else."""
    try:
        return date.fromisoformat(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
    except ValueError:
        return None
