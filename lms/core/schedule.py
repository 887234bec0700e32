"""Work of once a day. The beat asks often; the job's key lets each kind through once per WIB day."""

from datetime import time

from django.utils import timezone

from lms.core import jobs

daily_kinds: dict[str, time] = {}


def every_day(kind: str, after: time) -> None:
    """Run jobs of ``kind`` once a day, not before the local time ``after``."""
    daily_kinds[kind] = after


def enqueue_daily() -> None:
    now = timezone.localtime()
    for kind, after in daily_kinds.items():
        if now.time() >= after:
            jobs.enqueue(kind, key=now.date().isoformat())
