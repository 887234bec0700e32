from collections.abc import Callable, Iterator

import pytest

from lms.core import jobs
from lms.core.jobs import Handler


@pytest.fixture
def handle() -> Iterator[Callable[..., None]]:
    """Register a handler for the kind ``test.work`` until the test ends."""
    kept = dict(jobs.registry)

    def register(function: Handler, **options) -> None:
        jobs.handler("test.work", label="Pekerjaan uji", **options)(function)

    yield register
    jobs.registry.clear()
    jobs.registry.update(kept)


@pytest.fixture
def told(monkeypatch) -> list[int]:
    """The rows that workers were told of, instead of a broker."""
    pks: list[int] = []
    monkeypatch.setattr("lms.core.tasks.run_job.delay", pks.append)
    return pks
