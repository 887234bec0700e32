from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from lms.core import retention
from lms.core.jobs import enqueue
from lms.core.models import Job, Notice
from lms.core.retention import forget_some, retention_start
from tests import factories

NOW = datetime(2026, 11, 26, 3, tzinfo=UTC)
OLD, YOUNG = NOW - timedelta(days=400), NOW - timedelta(days=30)


@pytest.mark.parametrize(
    ("months", "start"),
    [(3, datetime(2026, 8, 26, 3, tzinfo=UTC)), (9, datetime(2026, 2, 26, 3, tzinfo=UTC))],
)
def test_retention_is_counted_in_months(months, start):
    assert retention_start(months, NOW) == start


def test_zero_months_keep_for_ever():
    assert retention_start(0, NOW) is None


@pytest.mark.django_db
def test_read_notices_go_and_unread_ones_stay():
    for read_at in (OLD, YOUNG, None):
        factories.notice(read_at=read_at, created_at=OLD)

    assert forget_some(NOW) == 1
    assert set(Notice.objects.values_list("read_at", flat=True)) == {YOUNG, None}


@pytest.mark.django_db
def test_done_jobs_go_and_dead_or_open_ones_stay():
    for times in ({"done_at": OLD}, {"done_at": YOUNG}, {"dead_at": OLD}, {}):
        Job.objects.create(kind="uji", created_at=OLD, **times)

    assert forget_some(NOW) == 1
    assert not Job.objects.filter(done_at=OLD).exists()


@pytest.mark.django_db
def test_sessions_that_ran_out_go():
    for key, expires in (("a", OLD), ("b", NOW + timedelta(hours=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=expires)

    forget_some(NOW)

    assert list(Session.objects.values_list("pk", flat=True)) == ["b"]


@pytest.mark.django_db
def test_the_job_goes_on_until_nothing_is_left(run_jobs, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    for _ in range(5):
        factories.notice(read_at=timezone.now() - timedelta(days=400))

    enqueue("core.forget_old")
    run_jobs()

    assert Job.objects.get().result == {"rows": 5}
