"""Rows that tell what held from one day (``since``, None: from the beginning) through another (``until``)."""

from datetime import date, timedelta

from django.db.models import Q


def on_day(on: date, prefix: str = "") -> Q:
    """A condition on such rows: those that held on the day."""
    since = Q(**{f"{prefix}since": None}) | Q(**{f"{prefix}since__lte": on})
    return since & Q(**{f"{prefix}until__gte": on})


def day_after(last: date | None) -> date | None:
    """Where the next span begins after one that ended on ``last``; None for the first one."""
    return last + timedelta(days=1) if last else None
