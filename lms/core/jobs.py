"""The job outbox: rows are the truth, a message on the broker only says which row to look at.

An app registers a handler for a kind of job::

    @handler("courses.apply_mandate")
    def apply_mandate(job: Job) -> More | dict | None: ...

The handler runs inside one transaction together with ``done_at``. Returning ``More`` commits what was done so
far and calls the handler again, so long work is cut into short transactions. ``Refused`` ends a job for good
with a reason that a person can read; any other exception is retried later, ever more slowly. A runner that dies
leaves its lease behind; once that has run out, the sweeper tells another one.
"""

import logging
import re
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lms.core.heartbeat import keeping
from lms.core.models import Job
from lms.core.storable import storable

logger = logging.getLogger(__name__)

Result = dict[str, Any] | None
AGAIN_AFTER = 5


@dataclass(frozen=True)
class More:
    """What a handler returns after one part of its work: progress in any unit, and its new payload."""

    done: int
    total: int
    payload: dict[str, Any] | None = None


class Refused(Exception):
    """The job can never succeed; the text is shown to people."""


class LeaseLost(Exception):
    """Another runner has taken the job over; whatever was done is rolled back."""


class UnknownKind(Exception):
    """This worker has no handler for the job; a newer one, in the middle of an upgrade, may have."""


Handler = Callable[[Job], More | Result]


@dataclass(frozen=True)
class Registration:
    run: Handler
    atomic: bool
    label: str | Promise


registry: dict[str, Registration] = {}


def handler(kind: str, *, label: str | Promise = "", atomic: bool = True) -> Callable[[Handler], Handler]:
    """Register the function that does jobs of ``kind``.

    With ``atomic=False`` the handler runs outside a transaction (long reading) and writes in its own; it must
    be safe to run twice.
    """

    def register(function: Handler) -> Handler:
        registry[kind] = Registration(function, atomic, label or kind)
        return function

    return register


def enqueue(
    kind: str,
    payload: dict[str, Any] | None = None,
    *,
    by: Any = None,
    key: str | None = None,
    run_after: datetime | None = None,
) -> Job:
    """Promise a job in the caller's transaction; with ``key``, the same promise is made only once."""
    now = timezone.now()
    values = {"payload": payload or {}, "created_by": by, "run_after": run_after or now}
    if run_after is None:
        values["published_at"] = now
    if key is None:
        job = Job.objects.create(kind=kind, **values)
    else:
        job, created = Job.objects.get_or_create(kind=kind, key=key, defaults=values)
        if not created:
            return job
    if run_after is None:
        transaction.on_commit(lambda: publish(job.pk), robust=True)
    return job


def publish(pk: int) -> bool:
    """Tell a worker to look at row ``pk``. A broker that is down costs nothing: the sweeper tells again."""
    from lms.core.tasks import run_job  # breaks a circle at the edge

    try:
        run_job.delay(pk)
    except Exception as error:
        logger.warning("Job %s not published (%s); the sweeper will.", pk, type(error).__name__)
        return False
    return True


def run(pk: int) -> bool:
    """Claim and do one job; False when there was nothing to claim."""
    job = Job.objects.claim(pk, timezone.now())
    if job is None:
        return False
    try:
        with keeping(job):
            _do(job)
    except LeaseLost:
        logger.warning("%s was taken over by another runner", job)
    except Refused as error:
        job.mine().update(dead_at=timezone.now(), reason=storable(str(error)), lease_until=None)
    except Exception as error:
        _retry_later(job, error)
    return True


def report(job: Job, done: int, total: int) -> None:
    """Show progress of a job that runs outside a transaction, and keep its lease."""
    until = timezone.now() + settings.PIAWAI_JOB_LEASE
    if not job.mine().update(progress_done=done, progress_total=total, lease_until=until):
        raise LeaseLost


def finish(job: Job, result: Result) -> None:
    """Mark the job done, in the transaction of its effect; rolls that back when the lease was lost."""
    done = job.mine().update(done_at=timezone.now(), lease_until=None, reason="", result=result)
    if not done:
        raise LeaseLost


def _do(job: Job) -> None:
    registration = registry.get(job.kind)
    if registration is None:
        raise UnknownKind(job.kind)
    if not registration.atomic:
        result = registration.run(job)
        with transaction.atomic():
            _finish_if_open(job, result if isinstance(result, dict) else None)
        return
    while _one_part(job, registration.run):
        pass


def _finish_if_open(job: Job, result: Result) -> None:
    if job.mine().exists():  # a handler outside a transaction may have finished the job with its effect
        finish(job, result)


def _one_part(job: Job, function: Handler) -> bool:
    """Run one part in one transaction; True when there is more to do."""
    with transaction.atomic():
        outcome = function(job)
        if not isinstance(outcome, More):
            finish(job, outcome)
            return False
        job.payload = outcome.payload if outcome.payload is not None else job.payload
        kept = job.mine().update(
            payload=job.payload,
            progress_done=outcome.done,
            progress_total=outcome.total,
            lease_until=timezone.now() + settings.PIAWAI_JOB_LEASE,
        )
        if not kept:
            raise LeaseLost
    return True


def _retry_later(job: Job, error: Exception) -> None:
    """Wait 2, 4, 8 … seconds, at most an hour; after a whole round of attempts a person has to retry it."""
    reason = storable(masked(f"{type(error).__name__}: {error}"))[:2000]
    logger.error("%s failed: %s\n%s", job, reason, "".join(traceback.format_tb(error.__traceback__)))
    now, tries = timezone.now(), job.attempts % settings.PIAWAI_JOB_ATTEMPTS
    if tries == 0:
        job.mine().update(dead_at=now, reason=reason, lease_until=None)
        return
    wait = timedelta(seconds=min(2**tries, 3600))
    job.mine().update(reason=reason, lease_until=None, run_after=now + wait, published_at=None)


def masked(text: str) -> str:
    """Without numbers long enough to be a NIP or NIK (invariant I11); database errors quote the row."""
    return re.sub(r"\d{14,}", "•••", text)


def retry(job: Job) -> bool:
    """Give a dead or failing job a fresh round of attempts; False when it is done or being done."""
    now = timezone.now()
    idle = Q(lease_until=None) | Q(lease_until__lt=now)
    stuck = Job.objects.filter(idle, ~Q(reason=""), pk=job.pk, done_at=None, attempts=job.attempts)
    fresh = stuck.update(
        dead_at=None,
        reason="",
        attempts=_next_round(job.attempts),
        lease_until=None,
        run_after=now,
        published_at=now,
    )
    if fresh:
        transaction.on_commit(lambda: publish(job.pk), robust=True)
    return bool(fresh)


def _next_round(attempts: int) -> int:
    """Rounded up to whole rounds: the number never falls, because it fences off runners of the past."""
    size = settings.PIAWAI_JOB_ATTEMPTS
    return -(-attempts // size) * size


def sweep(limit: int = 500) -> int:
    """Tell the workers again of due jobs they may not know of; returns how many.

    1. Give up jobs whose runners died every time. 2. Mark before telling, so that a long queue is told once
    in ``AGAIN_AFTER`` sweeps and not in each. 3. Stop at a broker that is down.
    """
    now = timezone.now()
    reason = _("Pelaksana pekerjaan ini berhenti mendadak setiap kali dicoba.")
    Job.objects.abandoned(now).update(dead_at=now, reason=reason, lease_until=None)
    again = timedelta(seconds=AGAIN_AFTER * settings.PIAWAI_JOB_SWEEP_SECONDS)
    due = list(Job.objects.untold(now, again).order_by("run_after").values_list("pk", flat=True)[:limit])
    Job.objects.filter(pk__in=due).update(published_at=now)
    for told, pk in enumerate(due):
        if not publish(pk):
            Job.objects.filter(pk__in=due[told:]).update(published_at=None)
            return told
    return len(due)


def label_of(kind: str) -> str:
    """What people call jobs of ``kind``; the kind itself where this process has no handler for it."""
    registration = registry.get(kind)
    return str(registration.label) if registration else kind
