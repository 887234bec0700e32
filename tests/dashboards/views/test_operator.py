import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lms.audit.log import record
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
