from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from lms.core import pulse
from lms.core.enums import JobState
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


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        ({"last_beat": ago(seconds=60)}, ["ok"]),
        ({"last_beat": ago(seconds=61)}, ["bad"]),
        ({"oldest_waiting": ago(minutes=5)}, ["ok"]),
        ({"oldest_waiting": ago(minutes=5, seconds=1)}, ["warn"]),
        ({"free": 0.1}, ["ok"]),
        ({"free": 0.0999}, ["bad"]),
        ({"free": 0.0}, ["bad"]),
        ({"waiting": 9, "running": 9}, ["ok"]),
    ],
)
def test_a_figure_is_a_finding_from_its_limit_on(change, kinds):
    assert [kind for kind, _text in said(**change)] == kinds


@pytest.mark.parametrize(
    ("change", "english"),
    [
        ({}, "Everything is running."),
        ({"dead": 1}, "1 job has been stopped."),
        ({"dead": 2}, "2 jobs have been stopped."),
        ({"failed": 1}, "1 job failed and will be tried again by itself."),
        ({"failed": 5}, "5 jobs failed and will be tried again by themselves."),
        ({"oldest_waiting": ago(minutes=9)}, "The oldest job has been waiting for 9 minutes."),
        ({"free": 0.05}, "Storage is almost full: 5 % left."),
    ],
)
def test_findings_in_english(change, english):
    with override("en"):
        assert [text for _kind, text in said(**change)] == [english]


@pytest.mark.parametrize(
    ("change", "state"),
    [({"dead": 1}, "dead"), ({"failed": 1}, "failed"), ({"oldest_waiting": ago(hours=1)}, "waiting")],
)
def test_each_finding_about_jobs_leads_to_its_own_list(change, state):
    assert findings(replace(GOOD, **change))[0].url == f"/operator/pekerjaan/?keadaan={state}"


@pytest.mark.parametrize("change", [{}, {"last_beat": None}, {"free": 0.01}])
def test_findings_about_the_machine_lead_nowhere(change):
    assert findings(replace(GOOD, **change))[0].url == ""


@pytest.mark.django_db
@pytest.mark.parametrize("state", JobState)
def test_a_state_has_as_many_jobs_as_its_list(state):
    now, later = timezone.now(), timezone.now() + timedelta(minutes=5)
    for facts in (
        {},
        {"run_after": later},
        {"lease_until": later},
        {"lease_until": ago(minutes=1)},
        {"reason": "x"},
        {"reason": "x", "lease_until": later},
        {"reason": "x", "dead_at": now},
        {"done_at": now},
    ):
        Job.objects.create(kind="x", **facts)

    counts = health()

    if state != JobState.DONE:
        assert getattr(counts, state.value) == Job.objects.all().in_state(state).count()
    assert {job.state for job in Job.objects.all().in_state(state)} == {state}


@pytest.mark.django_db
def test_folders_are_no_mails(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    (tmp_path / "lama").mkdir()

    assert health().mails == 0


@pytest.mark.django_db
def test_where_mail_goes_to_a_server_no_mails_are_counted(settings):
    del settings.EMAIL_FILE_PATH

    assert health().mails is None


@pytest.mark.django_db
def test_a_job_that_waits_for_its_time_is_not_late():
    Job.objects.create(kind="x", run_after=timezone.now() + timedelta(hours=1))

    assert health().oldest_waiting is None
