"""When a quiz may be taken and how often: dates, code, pauses, exceptions, outages."""

from datetime import timedelta
from decimal import Decimal

import pytest

from assessments.actions.attempts import CannotStart, close_overdue, start, submit
from assessments.actions.exceptions import give_exception, take_exception_back
from assessments.actions.outages import NotAnOutage, credit_outage, touched_by
from assessments.models import Attempt, Outage, QuizException
from courses.models import ActivityProgress
from lms.audit.models import Event
from tests import factories
from tests.assessments.conftest import NOW, build_stage

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


def begin(stage, now=NOW, **more):
    return start(enrolment=stage.enrolment, quiz=stage.quiz, by=stage.learner, now=now, **more)


def done(stage, now=NOW, right=0):
    attempt = begin(stage, now)
    for position in range(1, right + 1):
        stage.save(attempt, position, 1, "a", now)
    return submit(attempt=attempt, by=stage.learner, now=now)


def give(stage, **more):
    facts = {
        "extra_attempts": 0,
        "opens_at": None,
        "closes_at": None,
        "reason": "Sakit",
        "by": factories.user(),
    }
    return give_exception(quiz=stage.quiz, user=stage.learner, **(facts | more))


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ({"opens_at": NOW + HOUR}, "dibuka"),
        ({"closes_at": NOW - HOUR}, "ditutup"),
        ({"closes_at": NOW}, "ditutup"),
        ({"access_code": "metro-7"}, "Kode akses"),
    ],
)
def test_a_closed_door_says_why(rules, words):
    stage = build_stage(**rules)

    with pytest.raises(CannotStart, match=words):
        begin(stage)

    assert not Attempt.objects.exists()


@pytest.mark.parametrize("rules", [{"opens_at": NOW}, {"opens_at": NOW - HOUR, "closes_at": NOW + HOUR}])
def test_in_its_time_it_opens(rules):
    assert begin(build_stage(**rules)).number == 1


def test_the_code_lets_in():
    assert begin(build_stage(access_code="metro-7"), code=" metro-7 ").number == 1


@pytest.mark.parametrize(("minutes", "left"), [(20, 10), (0, 10), (5, 5)])
def test_an_attempt_ends_when_the_quiz_closes(minutes, left):
    stage = build_stage(minutes=minutes, closes_at=NOW + timedelta(minutes=10))

    assert begin(stage).deadline_at == NOW + timedelta(minutes=left)


def test_a_pause_is_kept_between_attempts():
    stage = build_stage(wait_minutes=30)
    done(stage)

    with pytest.raises(CannotStart, match="mencoba lagi"):
        begin(stage, NOW + timedelta(minutes=29))

    assert begin(stage, NOW + timedelta(minutes=30)).number == 2


def test_an_exception_opens_other_doors_for_one_person():
    stage = build_stage(attempts_allowed=1, closes_at=NOW + HOUR)
    done(stage)
    give(stage, extra_attempts=1, closes_at=NOW + 3 * HOUR)

    attempt = begin(stage, NOW + 2 * HOUR)

    assert (attempt.number, attempt.deadline_at) == (2, NOW + 2 * HOUR + timedelta(minutes=20))
    other = factories.enrolment(user=factories.user(), course=stage.course)
    with pytest.raises(CannotStart):
        start(enrolment=other, quiz=stage.quiz, by=other.user, now=NOW + 2 * HOUR)


def test_an_exception_is_one_and_audited_and_can_be_taken_back():
    stage = build_stage(attempts_allowed=1)
    give(stage, extra_attempts=1)
    row = give(stage, extra_attempts=2, reason="Dinas luar")

    assert QuizException.objects.get().extra_attempts == 2
    take_exception_back(row=row, by=factories.user())
    done(stage)
    with pytest.raises(CannotStart):
        begin(stage)
    acts = list(Event.objects.order_by("pk").values_list("act", flat=True))
    assert acts == ["assessments.give_exception"] * 2 + ["assessments.take_exception_back"]


@pytest.mark.parametrize(
    ("method", "rights", "passes"),
    [
        ("best", [0, 2, 0], True),
        ("last", [2, 0], True),
        ("first", [0, 2], False),
        ("first", [2], True),
        ("average", [0, 2], False),
        ("average", [1, 2, 2], True),
    ],
)
def test_which_attempt_passes_the_quiz(method, rights, passes):
    stage = build_stage(grade_method=method, attempts_allowed=0)

    for right in rights:
        done(stage, right=right)

    row = ActivityProgress.objects.filter(enrolment=stage.enrolment, activity_id=stage.quiz.pk).exclude(
        completed_at=None
    )
    assert row.exists() is passes


# --- outages


def outage(
    start=NOW + timedelta(minutes=5), end=NOW + timedelta(minutes=15), now=NOW + timedelta(minutes=16)
):
    return credit_outage(started_at=start, ended_at=end, reason="Listrik padam", by=factories.user(), now=now)


def test_a_running_attempt_gets_back_what_was_lost(run_jobs):
    stage = build_stage()
    attempt = begin(stage)

    row = outage()

    attempt.refresh_from_db()
    assert (row.extended, row.granted) == (1, 0)
    assert attempt.deadline_at == NOW + timedelta(minutes=30)
    assert not close_overdue(attempt_id=attempt.pk, now=NOW + timedelta(minutes=25))
    assert close_overdue(attempt_id=attempt.pk, now=NOW + timedelta(minutes=31))


def test_only_what_lies_in_the_attempt_is_given_back():
    attempt = begin(build_stage())

    outage(start=NOW - HOUR, end=NOW + timedelta(minutes=3))

    attempt.refresh_from_db()
    assert attempt.deadline_at == NOW + timedelta(minutes=23)


def test_who_ran_out_of_time_gets_one_more_chance():
    stage = build_stage(attempts_allowed=1)
    attempt = begin(stage)
    submit(attempt=attempt, by=None, now=NOW + timedelta(minutes=30))

    row = outage(now=NOW + HOUR)

    assert (row.extended, row.granted) == (0, 1)
    assert begin(stage, NOW + 2 * HOUR).number == 2


@pytest.mark.parametrize("right", [2])
def test_who_passed_or_handed_in_needs_none(right):
    done(build_stage(attempts_allowed=1), right=right)

    assert outage(now=NOW + HOUR).granted == 0


def test_one_that_is_announced_counts_for_who_begins_before_it():
    stage = build_stage()
    outage(now=NOW - HOUR)

    assert begin(stage).deadline_at == NOW + timedelta(minutes=30)


def test_the_preview_is_what_the_act_does():
    begin(build_stage())

    found = touched_by(NOW + timedelta(minutes=5), NOW + timedelta(minutes=15))

    assert (len(found.running), len(found.ran_out)) == (1, 0)
    assert outage().extended == 1
    assert Event.objects.get(act="assessments.credit_outage").after["extended"] == 1


@pytest.mark.parametrize("facts", [{"reason": " "}, {"ended_at": NOW - HOUR}])
def test_nonsense_is_refused(facts):
    usual = {"started_at": NOW, "ended_at": NOW + HOUR, "reason": "x", "by": factories.user(), "now": NOW}

    with pytest.raises(NotAnOutage):
        credit_outage(**(usual | facts))

    assert not Outage.objects.exists()


def test_an_attempt_without_a_limit_loses_nothing():
    attempt = begin(build_stage(minutes=0))

    assert outage().extended == 0
    attempt.refresh_from_db()
    assert attempt.deadline_at is None
    assert attempt.percent in (None, Decimal(0))
