from datetime import UTC, datetime, time

import pytest

from lms.core import schedule
from lms.core.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(monkeypatch):
    """Only one kind of daily work, and a clock that can be set."""
    monkeypatch.setattr(schedule, "daily_kinds", {"core.plan_digests": time(7, 0)})

    def run(*moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(*moment, tzinfo=UTC))
        schedule.enqueue_daily()

    return run


def test_nothing_is_due_before_its_hour(at):
    at(2026, 11, 19, 23, 59)

    assert Job.objects.count() == 0


def test_it_is_due_from_its_hour_on_under_the_wib_day(at):
    at(2026, 11, 20, 0, 0)

    job = Job.objects.get()
    assert (job.kind, job.key) == ("core.plan_digests", "2026-11-20")


def test_the_beat_may_ask_often(at):
    for minute in range(0, 60, 10):
        at(2026, 11, 20, 2, minute)

    assert Job.objects.count() == 1


def test_the_next_day_is_another_one(at):
    at(2026, 11, 20, 16, 59)
    at(2026, 11, 21, 0, 0)

    assert sorted(Job.objects.values_list("key", flat=True)) == ["2026-11-20", "2026-11-21"]


def test_a_beat_that_slept_past_the_hour_still_finds_it_due(at):
    at(2026, 11, 20, 16, 50)

    assert Job.objects.count() == 1


def test_every_daily_kind_has_its_handler():
    from lms.core.jobs import registry

    assert set(schedule.daily_kinds) <= set(registry)
