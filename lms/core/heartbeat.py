"""Keep a job's lease while its handler works, so that slow work is not taken over by the next runner."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from lms.core.models import Job

LONGEST = timedelta(hours=1)  # a handler that hangs must not keep its job for ever


@contextmanager
def keeping(job: Job) -> Iterator[None]:
    """Renew the lease three times as often as it runs out, from a thread with a connection of its own."""
    stop = threading.Event()
    threading.Thread(target=_beat, args=(job, stop), daemon=True, name=f"lease of {job}").start()
    try:
        yield
    finally:
        stop.set()


def _beat(job: Job, stop: threading.Event) -> None:
    pause = settings.PIAWAI_JOB_LEASE / 3
    beats = int(LONGEST / pause)
    while beats and not stop.wait(pause.total_seconds()) and _renew(job):
        beats -= 1


def _renew(job: Job) -> bool:
    """False once the job is no longer ours."""
    try:
        return bool(job.mine().update(lease_until=timezone.now() + settings.PIAWAI_JOB_LEASE))
    except DatabaseError:
        return True  # SQLite: the handler itself holds the only write lock, so nobody else can claim either
    finally:
        connection.close()
