"""The Celery app of the fault tests: ours, with one kind of job that leaves a countable trace."""

import time

import django

from lms.celery import app

django.setup()

from django.db import connection  # noqa: E402  (after the apps are loaded)

from lms.core.jobs import handler  # noqa: E402

__all__ = ["app"]


@handler("test.trace")
def leave_trace(job) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO fault_trace (n) VALUES (%s)", [job.payload["n"]])
    time.sleep(0.005)  # so that a kill is likely to hit between effect and end
