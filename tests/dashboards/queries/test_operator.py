from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from lms.core import pulse
from lms.core.models import Job
from lms.dashboards.queries.operator import Health, findings, health

NOW = timezone.now()
GOOD = Health(
    now=NOW,
    waiting=0,
    running=0,
    failed=0,
    dead=0,
    oldest_waiting=None,
    last_beat=NOW,
    database="SQLite",
    broker="filesystem",
    free_bytes=10**9,
    free=0.5,
    mails=None,
)


def ago(**span):
    return NOW - timedelta(**span)


def said(**change) -> list[tuple[str, str]]:
    return [(finding.kind, finding.text) for finding in findings(replace(GOOD, **change))]


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({}, ("ok", "Semua berjalan.")),
        ({"last_beat": None}, ("bad", "Penjadwal belum pernah terlihat.")),
        ({"last_beat": ago(minutes=7)}, ("bad", "Penjadwal diam sejak 7 menit.")),
        ({"last_beat": ago(seconds=50)}, ("ok", "Semua berjalan.")),
        ({"dead": 2}, ("bad", "2 pekerjaan dihentikan.")),
        ({"failed": 3}, ("warn", "3 pekerjaan gagal dan akan diulang sendiri.")),
        ({"free": 0.05}, ("bad", "Ruang simpan hampir habis: tersisa 5 %.")),
        ({"oldest_waiting": ago(minutes=9)}, ("warn", "Pekerjaan tertua menunggu 9 menit.")),
        ({"oldest_waiting": ago(minutes=4)}, ("ok", "Semua berjalan.")),
    ],
)
def test_what_a_figure_means_in_words(change, finding):
    assert said(**change) == [finding]


def test_the_worst_comes_first():
    kinds = [kind for kind, _text in said(failed=1, dead=1, last_beat=None, oldest_waiting=ago(hours=1))]

    assert kinds == ["bad", "bad", "warn", "warn"]


def test_every_finding_has_a_next_step():
    everything = replace(GOOD, failed=1, dead=1, last_beat=None, oldest_waiting=ago(hours=1), free=0.01)

    assert all(finding.step for finding in findings(everything))


def test_findings_about_jobs_lead_to_them():
    assert findings(replace(GOOD, dead=1))[0].url == "/operator/pekerjaan/?keadaan=dead"


@pytest.mark.django_db
def test_jobs_are_counted_by_state():
    now = timezone.now()
    Job.objects.create(kind="x", run_after=now - timedelta(minutes=3))
    Job.objects.create(kind="x", run_after=now + timedelta(minutes=3))
    Job.objects.create(kind="x", lease_until=now + timedelta(minutes=1), attempts=1)
    Job.objects.create(kind="x", reason="a", attempts=1)
    Job.objects.create(kind="x", reason="a", dead_at=now)
    Job.objects.create(kind="x", done_at=now)

    state = health()

    assert (state.waiting, state.running, state.failed, state.dead) == (2, 1, 1, 1)
    assert state.oldest_waiting == now - timedelta(minutes=3)


@pytest.mark.django_db
def test_no_jobs_are_no_fault():
    state = health()

    assert (state.waiting, state.oldest_waiting) == (0, None)


@pytest.mark.django_db
def test_the_beat_that_was_seen():
    pulse.beat()

    assert timezone.now() - health().last_beat < timedelta(minutes=1)


@pytest.mark.django_db
def test_mails_in_the_folder_are_counted(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    (tmp_path / "a.log").touch()

    assert health().mails == 1


@pytest.mark.django_db
def test_the_broker_is_named_without_its_password(settings):
    settings.CELERY_BROKER_URL = "redis://:rahasia@10.0.0.1/0"

    assert health().broker == "redis"


@pytest.mark.django_db
def test_health_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        health()
