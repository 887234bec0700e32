"""Who may do what: learner, stranger, anonymous, lecturer of the course, lecturer of another, reviewer, BKPSDM."""

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Attempt
from lms.people.enums import Role
from lms.people.middleware import PROVEN
from tests import factories
from tests.assessments.conftest import build_stage

LOGIN = 302
PEOPLE = ["learner", "stranger", "anonymous", "lecturer", "other_lecturer", "reviewer", "hr"]


@pytest.fixture
def cast(db):
    """One person for each part, and the ids that addresses need."""
    stage = build_stage()
    city = factories.city()
    people = {name: factories.user() for name in PEOPLE if name not in {"learner", "anonymous"}}
    people["learner"] = stage.learner
    for name in ("lecturer", "other_lecturer"):
        factories.grant(people[name], Role.LECTURER, city)
    factories.grant(people["reviewer"], Role.REVIEWER, city)
    factories.grant(people["hr"], Role.HR, city)
    stage.course.lecturers = [people["lecturer"]]
    stage.course.save()
    attempt = stage.start(timezone.now())
    return stage, people, attempt


def sign_in(client, people, name):
    if name == "anonymous":
        return
    client.force_login(people[name])
    session = client.session
    session[PROVEN] = people[name].pk
    session.save()


def address(name, stage, attempt):
    question = stage.bank.questions.first()
    ids = {
        "quiz": [stage.course.pk, stage.quiz.pk],
        "attempt_start": [stage.course.pk, stage.quiz.pk],
        "banks": [],
        "bank": [stage.bank.pk],
        "question_new": [stage.bank.pk, "single"],
        "question_edit": [question.pk],
        "question_use": [question.pk],
        "quiz_results": [stage.quiz.pk],
    }
    return reverse(name, args=ids.get(name, [attempt.pk]))


TABLE = [
    # name, method, learner, stranger, anonymous, lecturer, other lecturer, reviewer, BKPSDM
    ("quiz", "get", 200, 404, LOGIN, 404, 404, 404, 404),
    ("attempt_start", "post", 302, 404, LOGIN, 404, 404, 404, 404),
    ("attempt", "get", 200, 404, LOGIN, 404, 404, 404, 404),
    ("attempt", "post", 404, 404, LOGIN, 404, 404, 404, 404),
    ("attempt_whole", "get", 200, 404, LOGIN, 404, 404, 404, 404),
    ("attempt_save", "post", 400, 400, 401, 400, 400, 400, 400),
    ("attempt_state", "get", 200, 404, 401, 404, 404, 404, 404),
    ("attempt_check", "get", 200, 404, LOGIN, 404, 404, 404, 404),
    ("attempt_submit", "get", 302, 404, LOGIN, 404, 404, 404, 404),
    ("attempt_submit", "post", 302, 404, LOGIN, 404, 404, 404, 404),
    ("attempt_result", "get", 302, 404, LOGIN, 404, 404, 404, 404),
    ("banks", "get", 403, 403, LOGIN, 200, 200, 200, 403),
    ("bank", "get", 403, 403, LOGIN, 200, 404, 200, 403),
    ("question_new", "get", 403, 403, LOGIN, 200, 404, 200, 403),
    ("question_edit", "get", 403, 403, LOGIN, 200, 404, 200, 403),
    ("question_use", "post", 403, 403, LOGIN, 302, 404, 302, 403),
    ("quiz_results", "get", 403, 403, LOGIN, 200, 404, 200, 200),
]
CASES = [(row[0], row[1], who, status) for row in TABLE for who, status in zip(PEOPLE, row[2:], strict=True)]


@pytest.mark.parametrize(("name", "method", "who", "status"), CASES)
def test_access(client, cast, name, method, who, status):
    stage, people, attempt = cast
    sign_in(client, people, who)

    answer = getattr(client, method)(address(name, stage, attempt))

    assert answer.status_code == status
    assert ("/accounts/login/" in answer.get("Location", "")) is (who == "anonymous" and status == LOGIN)


@pytest.mark.parametrize(("name", "method"), [(row[0], row[1]) for row in TABLE if row[0] != "attempt"])
def test_wrong_verbs_are_refused(client, cast, name, method):
    stage, people, attempt = cast
    sign_in(client, people, "lecturer")

    answer = client.delete(address(name, stage, attempt))

    assert answer.status_code == 405


@pytest.mark.parametrize(
    "name", ["attempt", "attempt_whole", "attempt_state", "attempt_check", "attempt_result"]
)
def test_what_does_not_exist_is_not_found(client, cast, name):
    _stage, people, _attempt = cast
    sign_in(client, people, "learner")

    assert client.get(reverse(name, args=[999_999])).status_code == 404


def test_a_quiz_of_another_course_is_not_found_under_ones_own(client, cast):
    stage, people, _attempt = cast
    sign_in(client, people, "learner")
    foreign = build_stage()

    assert client.get(reverse("quiz", args=[stage.course.pk, foreign.quiz.pk])).status_code == 404


def test_a_quiz_that_was_never_published_is_not_found(client, cast):
    stage, people, _attempt = cast
    sign_in(client, people, "learner")
    type(stage.quiz).objects.filter(pk=stage.quiz.pk).update(live=False)

    assert client.get(reverse("quiz", args=[stage.course.pk, stage.quiz.pk])).status_code == 404


def test_the_kind_of_a_new_question_must_exist(client, cast):
    stage, people, _attempt = cast
    sign_in(client, people, "lecturer")

    assert client.get(reverse("question_new", args=[stage.bank.pk, "esai"])).status_code == 404


def test_a_stranger_cannot_submit_for_somebody(client, cast):
    _stage, people, attempt = cast
    sign_in(client, people, "stranger")

    client.post(reverse("attempt_submit", args=[attempt.pk]))

    assert Attempt.objects.get().state == "open"
