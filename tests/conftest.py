import os
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from hypothesis import settings as hypothesis_settings

from lms.core import jobs
from lms.core.models import Job

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SILENT = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
SERVER = settings.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"

hypothesis_settings.register_profile("steady", derandomize=True, database=None, deadline=None)
hypothesis_settings.load_profile("steady")  # the same cases on every machine and day


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of services and browsers may use the network; those of services need a database server."""
    away = pytest.mark.skip(
        reason="needs PostgreSQL: name one in PIAWAI_TEST_DATABASE_URL (make test-services)"
    )
    for item in items:
        names = {mark.name for mark in item.iter_markers()}
        if names & {"services", "browser"}:
            item.add_marker(pytest.mark.enable_socket)
        if "services" in names and not SERVER:
            item.add_marker(away)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    """Without migrations SQLite gets a plain table where the search needs a full-text one."""
    if connection.vendor != "sqlite":
        return
    migration = import_module("wagtail.search.migrations.0006_customise_indexentry").Migration
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS wagtailsearch_indexentry_fts")
        for operation in migration.operations:
            for step in getattr(operation, "database_operations", []):
                cursor.execute(step.sql)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all tests of a process: a thread cannot hold two of Playwright's event loops."""
    playwright = pytest.importorskip("playwright.sync_api")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the loop stays in this thread, where the tests run
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=SILENT)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    for cache in caches.all():
        cache.clear()


class _NoIndex:
    def enqueue(self, *args: Any) -> None:
        """A page is saved and no index hears of it."""


@pytest.fixture(autouse=True)
def _index(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only tests marked ``indexed`` keep Wagtail's indexes of words and references: that takes a fifth of the time."""
    if request.node.get_closest_marker("indexed") is None:
        monkeypatch.setattr("modelsearch.signal_handlers.insert_or_update_object_task", _NoIndex())
        monkeypatch.setattr("wagtail.signal_handlers.update_reference_index_task", _NoIndex())


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
