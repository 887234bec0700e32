from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lms.audit.log import record
from lms.audit.models import Event
from lms.core import pulse
from lms.core.enums import JobState
from lms.core.models import Job
from lms.people.enums import Role
from tests import factories
from tests.clients import signed_in

pytestmark = pytest.mark.django_db
HOME, JOBS, AUDIT = "/operator/", "/operator/pekerjaan/", "/operator/audit/"


@pytest.fixture
def operator() -> Client:
    person = factories.user(name="Operator Contoh")
    factories.grant(person, Role.OPERATOR, factories.city())
    return signed_in(person)


def dead(**fields) -> Job:
    return Job.objects.create(
        **(
            {"kind": "certificates.issue", "dead_at": timezone.now(), "reason": "Huruf aneh", "attempts": 1}
            | fields
        )
    )


def retry(job: Job) -> str:
    return reverse("job_retry", args=[job.pk])


def test_home_says_that_all_is_well(operator):
    pulse.beat()

    assert "Semua berjalan." in operator.get(HOME).text


def test_home_says_what_is_wrong_and_leads_there(operator):
    dead()

    page = operator.get(HOME).text

    assert "1 pekerjaan dihentikan." in page
    assert 'href="/operator/pekerjaan/?keadaan=dead"' in page


def test_jobs_are_named_in_words_with_their_reason(operator):
    dead()

    page = operator.get(JOBS).text

    assert [text in page for text in ("Menerbitkan sertifikat", "Huruf aneh", "Ulangi")] == [True] * 3


def test_a_done_job_cannot_be_retried(operator):
    Job.objects.create(kind="certificates.issue", done_at=timezone.now())

    assert "Ulangi" not in operator.get(JOBS).text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"keadaan": "dead"}, True),
        ({"keadaan": "done"}, False),
        ({"keadaan": "x"}, True),
        ({"jenis": "certificates.issue"}, True),
        ({"jenis": "core.send_digest"}, False),
        ({"jenis": "x" * 10_000}, True),
        ({"halaman": "-1"}, True),
    ],
)
def test_jobs_by_state_and_kind(operator, query, found):
    dead()

    assert ("Huruf aneh" in operator.get(JOBS, query).text) == found


def test_a_kind_without_handler_is_shown_by_its_name(operator):
    dead(kind="old.kind")

    assert "old.kind" in operator.get(JOBS).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_jobs_cost_the_same_for_one_and_for_three(operator, count, django_assert_num_queries):
    for _ in range(count):
        dead()
    operator.get(JOBS)

    with django_assert_num_queries(5):
        operator.get(JOBS)


def test_a_retry_returns_to_the_same_list(operator):
    job = dead()

    response = operator.post(retry(job), {"kembali": "/operator/pekerjaan/?keadaan=dead"})

    assert Job.objects.get().state == JobState.WAITING
    assert response.headers["Location"] == "/operator/pekerjaan/?keadaan=dead"


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", ""])
def test_a_retry_never_leads_elsewhere(operator, back):
    assert operator.post(retry(dead()), {"kembali": back}).headers["Location"] == JOBS


def test_a_second_retry_says_that_there_is_nothing_to_do(operator):
    job = dead()
    operator.post(retry(job))

    page = operator.post(retry(job), follow=True).text

    assert "Pekerjaan ini sudah selesai atau sedang dikerjakan." in page


def test_retries_are_posted(operator):
    assert operator.get(retry(dead())).status_code == 405


def test_a_job_that_does_not_exist(operator):
    assert operator.post("/operator/pekerjaan/0/ulangi/").status_code == 404


def test_the_trail_shows_acts_without_whole_numbers(operator):
    record("people.change_number", factories.unit(), by=None, before={"nip": "199001012015051901"})

    page = operator.get(AUDIT).text

    assert ("people.change_number" in page, "199001012015051901" in page) == (True, False)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"tindakan": "people."}, True),
        ({"tindakan": "courses."}, False),
        ({"pelaku": "dewi"}, True),
        ({"dari": "2020-01-01", "sampai": "2099-01-01"}, True),
        ({"dari": "2099-01-01"}, False),
        ({"dari": "kemarin"}, True),
        ({"tindakan": '"' * 81}, True),
    ],
)
def test_the_trail_by_act_actor_and_day(operator, query, found):
    record("people.grant", factories.unit(name="Sasaran"), by=factories.user(name="Dewi"))

    assert ("Sasaran" in operator.get(AUDIT, query).text) == found


def test_the_trail_of_a_deleted_account(operator):
    actor = factories.user()
    record("people.grant", factories.unit(), by=actor)
    actor.delete()

    assert "Akun terhapus" in operator.get(AUDIT).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_trail_costs_the_same_for_one_and_for_three(operator, count, django_assert_num_queries):
    for _ in range(count):
        record("x", factories.unit(), by=factories.user())
    operator.get(AUDIT)

    with django_assert_num_queries(5):
        operator.get(AUDIT)


@pytest.mark.parametrize("role", [None, Role.HR, Role.LEADER, Role.LECTURER])
def test_members_without_the_right_are_refused(role):
    person = factories.user()
    if role:
        factories.grant(person, role, factories.city())
    client, job = signed_in(person), dead()

    codes = [client.get(url).status_code for url in (HOME, JOBS, AUDIT)]

    assert [*codes, client.post(retry(job)).status_code] == [403] * 4


def test_anonymous_is_sent_to_sign_in(client):
    codes = [client.get(url).status_code for url in (HOME, JOBS, AUDIT)]

    assert [*codes, client.post(retry(dead())).status_code] == [302] * 4


@pytest.mark.parametrize("url", [HOME, JOBS, AUDIT])
def test_the_pages_take_no_post(operator, url):
    assert operator.post(url).status_code == 405


def job_in(state: JobState) -> Job:
    """One job in the state, called by it."""
    now, later = timezone.now(), timezone.now() + timedelta(minutes=5)
    facts = {
        JobState.WAITING: {},
        JobState.RUNNING: {"lease_until": later, "attempts": 1},
        JobState.FAILED: {"reason": "Gagal", "attempts": 1, "run_after": later},
        JobState.DEAD: {"reason": "Gagal", "attempts": 8, "dead_at": now},
        JobState.DONE: {"done_at": now, "attempts": 1},
    }
    return Job.objects.create(kind=f"uji.{state.value}", **facts[state])


def listed(client: Client, **query) -> list[Job]:
    return [job for job, _label, _retriable in client.get(JOBS, query).context["rows"]]


@pytest.fixture
def every(operator) -> dict[JobState, Job]:
    return {state: job_in(state) for state in JobState}


@pytest.mark.parametrize("state", JobState)
def test_each_state_lists_its_own_jobs(operator, every, state):
    assert listed(operator, keadaan=state.value) == [every[state]]


def test_together_the_states_list_every_job_once(operator, every):
    found = [job for state in JobState for job in listed(operator, keadaan=state.value)]

    assert sorted(job.pk for job in found) == sorted(job.pk for job in every.values())


def test_the_newest_job_comes_first(operator, every):
    assert listed(operator) == [*every.values()][::-1]


@pytest.mark.parametrize("state", JobState)
def test_only_what_failed_or_was_stopped_can_be_retried(operator, every, state):
    (row,) = operator.get(JOBS, {"keadaan": state.value}).context["rows"]

    assert row[2] == (state in {JobState.FAILED, JobState.DEAD})


@pytest.mark.parametrize(
    ("state", "after"),
    [
        (JobState.WAITING, JobState.WAITING),
        (JobState.RUNNING, JobState.RUNNING),
        (JobState.FAILED, JobState.WAITING),
        (JobState.DEAD, JobState.WAITING),
        (JobState.DONE, JobState.DONE),
    ],
)
def test_a_retry_changes_only_what_failed_or_was_stopped(operator, every, state, after):
    operator.post(retry(every[state]))

    states = {name: Job.objects.get(pk=job.pk).state for name, job in every.items()}
    assert states == {name: after if name == state else name for name in JobState}
    assert Event.objects.filter(act="core.retry_job").count() == (state in {JobState.FAILED, JobState.DEAD})


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"keadaan": "dead", "jenis": "certificates.issue"}, 1),
        ({"keadaan": "done", "jenis": "certificates.issue"}, 0),
        ({"keadaan": ["done", "dead"]}, 1),
        ({"keadaan": "\0"}, 2),
        ({"jenis": "\0"}, 2),
        ({"jenis": "certificates.issue'--"}, 2),
        ({"halaman": "9" * 40}, 2),
        ({"lain": "x"}, 2),
    ],
)
def test_filters_of_jobs_together_and_wrong(operator, query, count):
    dead()
    Job.objects.create(kind="core.send_digest", done_at=timezone.now())

    assert len(listed(operator, **query)) == count


def test_no_job_at_all_is_said(operator):
    assert "Tidak ada pekerjaan yang cocok" in operator.get(JOBS).text


def test_pages_of_jobs_keep_the_filter(operator):
    for _ in range(26):
        dead()

    first = operator.get(JOBS, {"keadaan": "dead"})

    assert "?keadaan=dead&amp;halaman=2" in first.text
    assert (len(first.context["rows"]), len(listed(operator, keadaan="dead", halaman="2"))) == (25, 1)


def test_a_reason_is_text_and_is_cut(operator):
    dead(reason=f"<script>{'x' * 1000}")

    page = operator.get(JOBS).text

    assert ("<script>x" in page, f"&lt;script&gt;{'x' * 391}…" in page) == (False, True)


@pytest.mark.parametrize(
    "back", ["javascript:alert(1)", "/\\evil.example", "http:///evil.example", "\0", "https:evil.example"]
)
def test_a_retry_leads_back_into_the_house_only(operator, back):
    assert operator.post(retry(dead()), {"kembali": back}).headers["Location"] == JOBS


@pytest.fixture
def trail(operator) -> None:
    """Three events of two people, on a day each, as WIB has it."""
    dewi, budi = factories.user(name="Dewi Sartika", username="dewi"), factories.user(name="Budi")
    for act, actor, day in (("people.grant", dewi, 1), ("people.revoke", budi, 2), ("core.retry", None, 3)):
        at = datetime(2026, 5, day, 0, 30, tzinfo=timezone.get_default_timezone())
        Event.objects.create(act=act, actor=actor, at=at, target_type="x", target_id="1")


def acts(client: Client, **query) -> list[str]:
    return [line.event.act for line in client.get(AUDIT, query).context["lines"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["core.retry", "people.revoke", "people.grant"]),
        ({"tindakan": "people."}, ["people.revoke", "people.grant"]),
        ({"tindakan": "people.g"}, ["people.grant"]),
        ({"tindakan": "PEOPLE."}, ["people.revoke", "people.grant"]),
        ({"tindakan": "%"}, []),
        ({"tindakan": "\0"}, ["core.retry", "people.revoke", "people.grant"]),
        ({"pelaku": "sartika"}, ["people.grant"]),
        ({"pelaku": "DEWI"}, ["people.grant"]),
        ({"pelaku": "_"}, []),
        ({"pelaku": "x" * 101}, ["core.retry", "people.revoke", "people.grant"]),
        ({"dari": "2026-05-02"}, ["core.retry", "people.revoke"]),
        ({"sampai": "2026-05-02"}, ["people.revoke", "people.grant"]),
        ({"dari": "2026-05-02", "sampai": "2026-05-02"}, ["people.revoke"]),
        ({"dari": "2026-05-03", "sampai": "2026-05-01"}, []),
        ({"dari": "02/05/2026"}, ["core.retry", "people.revoke", "people.grant"]),
        ({"dari": "2026-02-30", "tindakan": "core."}, ["core.retry"]),
        ({"dari": "0001-01-01", "sampai": "9999-12-31"}, ["core.retry", "people.revoke", "people.grant"]),
        ({"pelaku": "budi", "tindakan": "people.", "dari": "2026-05-02"}, ["people.revoke"]),
        ({"pelaku": "budi", "tindakan": "core."}, []),
    ],
)
def test_every_filter_of_the_trail(operator, trail, query, found):
    assert acts(operator, **query) == found


def test_nothing_in_the_trail_is_said(operator):
    assert "Tidak ada peristiwa yang cocok" in operator.get(AUDIT, {"tindakan": "tidak.ada"}).text


@pytest.mark.parametrize(("actor", "words"), [("Dewi", "Dewi"), (None, "Sistem")])
def test_whoever_acted_is_named(operator, actor, words):
    record("x", factories.unit(), by=actor and factories.user(name=actor))

    assert f"<td>{words}" in operator.get(AUDIT).text


def test_markup_in_the_trail_is_text(operator):
    record("x", factories.unit(name="<i>Unit</i>"), by=None, reason="<b>", after={"n": "<u>"})

    page = operator.get(AUDIT).text

    assert [tag in page for tag in ("<i>Unit", "<b>", "<u>")] == [False] * 3
