"""Ends of calendar quarters, without the ORM."""

from datetime import date, timedelta


def past_quarter_ends(today: date, count: int) -> list[date]:
    """The last ``count`` quarter ends before today, oldest first."""
    ends: list[date] = []
    day = today
    while len(ends) < count:
        day = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1) - timedelta(days=1)
        ends.append(day)
    return ends[::-1]
