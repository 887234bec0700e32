"""Steps of the fault tests, each run as ``python -m tests.core.fault_site STEP`` in a process of its own."""

import sys
from urllib.parse import urlsplit

from redis import Redis

from tests.core.worker_app import app  # first: it sets Django up

from django.conf import settings  # isort: skip
from django.core.management import call_command  # isort: skip
from django.db import connection  # isort: skip
from django.utils import timezone  # isort: skip

from lms.core import jobs  # isort: skip
from lms.core.models import Job  # isort: skip
from tests.core.fault_counts import COUNT  # isort: skip


def prepare() -> None:
    call_command("migrate", run_syncdb=True, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE fault_trace (n integer NOT NULL)")


def enqueue() -> None:
    """Every fiftieth is promised but not told: its process died between commit and message."""
    for n in range(COUNT):
        if n % 50:
            jobs.enqueue("test.trace", {"n": n})
        else:
            Job.objects.create(kind="test.trace", payload={"n": n}, published_at=timezone.now())


def clean() -> None:
    """Take away whatever stands on the broker under our own name."""
    queue = settings.CELERY_TASK_DEFAULT_QUEUE
    scheme = urlsplit(settings.CELERY_BROKER_URL).scheme
    if scheme == "redis":
        server = Redis.from_url(settings.CELERY_BROKER_URL)
        for key in server.scan_iter(f"{queue}:*"):
            server.delete(key)
    elif scheme == "amqp":
        with app.connection_for_write() as broker:
            broker.default_channel.queue_delete(queue)
            broker.default_channel.exchange_delete(queue)


if __name__ == "__main__":
    {"prepare": prepare, "enqueue": enqueue, "clean": clean}[sys.argv[1]]()
