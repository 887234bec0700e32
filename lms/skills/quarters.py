"""Ends of calendar quarters, without the ORM."""

from datetime import date, timedelta

from lms.core.dates import add_months


def past_quarter_ends(today: date, count: int) -> list[date]:
    """The last ``count`` quarter ends before today, oldest first."""
    ends: list[date] = []
    day = today
    while len(ends) < count:
        day = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1) - timedelta(days=1)
        ends.append(day)
    return ends[::-1]


def future_quarter_ends(today: date, count: int) -> list[date]:
    """The next ``count`` quarter ends, today among them if it is one, soonest first."""
    ends: list[date] = []
    first = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    while len(ends) < count:
        first = add_months(first, 3)
        ends.append(first - timedelta(days=1))
    return ends
