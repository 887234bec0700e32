"""What this room forgets when its time is over: notices, finished jobs, sessions that ran out."""

from datetime import datetime

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from lms.core.dates import add_months
from lms.core.models import Job, Notice

BATCH = 1000


def retention_start(months: int, now: datetime) -> datetime | None:
    """What is older than this instant has been kept for ``months``; None for 0, which keeps for ever."""
    if not months:
        return None
    local = timezone.localtime(now)
    first = add_months(local.date(), -months)
    return local.replace(year=first.year, month=first.month, day=first.day)


def forget_some(now: datetime) -> int:
    """Delete up to ``BATCH`` rows of each kind, so that no transaction is long; 0 when nothing is left."""
    return sum(_delete(rows) for rows in _over(now))


def _over(now: datetime) -> list[QuerySet]:
    """Read notices, done jobs, dead sessions. Dead jobs stay: they wait for a person."""
    rows: list[QuerySet] = [Session.objects.filter(expire_date__lt=now)]
    if until := retention_start(settings.PIAWAI_RETENTION_NOTICE_MONTHS, now):
        rows.append(Notice.objects.filter(read_at__lt=until))
    if until := retention_start(settings.PIAWAI_RETENTION_JOB_MONTHS, now):
        rows.append(Job.objects.filter(done_at__lt=until))
    return rows


def _delete(rows: QuerySet) -> int:
    first = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
    rows.model._default_manager.filter(pk__in=first).delete()
    return len(first)
