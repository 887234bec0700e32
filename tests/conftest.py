from collections.abc import Callable

import pytest
from django.core.cache import caches

from lms.core import jobs
from lms.core.models import Job


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    for cache in caches.all():
        cache.clear()


@pytest.fixture
def run_jobs(db) -> Callable[[], int]:
    """Run every due job in this process, and the jobs that they make, until none is left."""

    def run_all() -> int:
        count = 0
        while pks := list(
            Job.objects.filter(done_at=None, dead_at=None, reason="").values_list("pk", flat=True)
        ):
            due = [pk for pk in pks if jobs.run(pk)]
            if not due:
                break
            count += len(due)
        return count

    return run_all
