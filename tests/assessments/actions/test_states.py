"""What each act does to an attempt at each moment of its life: one table, and every cell of it tried."""

from datetime import timedelta

import pytest

from assessments.actions.answers import AttemptClosed
from assessments.actions.attempts import CannotStart, agrees, close_overdue, regrade, start, submit
from assessments.enums import ClosedBy
from assessments.models import AnswerStep, Attempt
from courses.models import ActivityProgress, Enrolment
from tests import factories
from tests.assessments.conftest import NOW, Stage, build_stage

GRACE, TICK = timedelta(seconds=10), timedelta(microseconds=1)
LIMIT = timedelta(minutes=20)
MOMENTS = {
    "at once": NOW,
    "before the end": NOW + LIMIT - TICK,
    "at the end": NOW + LIMIT,
    "in the grace": NOW + LIMIT + GRACE,
    "after the grace": NOW + LIMIT + GRACE + TICK,
    "a day later": NOW + timedelta(days=1),
}
RUNNING = ("at once", "before the end", "at the end", "in the grace")


@pytest.fixture
def running(db) -> tuple[Stage, Attempt]:
    """Two questions, the first answered right."""
    stage = build_stage()
    attempt = stage.start()
    stage.save(attempt, 1, 1, "a")
    return stage, attempt


def outcome(call) -> str:
    try:
        return str(call())
    except (AttemptClosed, CannotStart) as refusal:
        return type(refusal).__name__


@pytest.mark.parametrize("moment", MOMENTS)
def test_an_answer_counts_through_the_grace_and_not_a_tick_longer(running, moment):
    stage, attempt = running

    found = outcome(lambda: stage.save(attempt, 2, 1, "a", now=MOMENTS[moment]).fate.value)

    stored = AnswerStep.objects.filter(slot__position=2).count()
    assert (found, stored) == (("saved", 1) if moment in RUNNING else ("AttemptClosed", 0))


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_closing_job_closes_only_what_is_over(running, moment):
    _stage, attempt = running

    closed = close_overdue(attempt_id=attempt.pk, now=MOMENTS[moment])

    attempt.refresh_from_db()
    assert (closed, attempt.state) == ((False, "open") if moment in RUNNING else (True, "submitted"))


@pytest.mark.parametrize("moment", MOMENTS)
def test_handing_in_says_who_ended_it_and_when(running, moment):
    stage, attempt = running

    ended = submit(attempt=attempt, by=stage.learner, now=MOMENTS[moment])

    learner = moment in RUNNING
    assert ended.closed_by == (ClosedBy.LEARNER if learner else ClosedBy.DEADLINE)
    assert ended.submitted_at == (MOMENTS[moment] if learner else NOW + LIMIT)
    assert (ended.percent, agrees(ended, regrade(attempt=ended))) == (50, True)


@pytest.mark.parametrize("moment", MOMENTS)
def test_starting_again_goes_on_or_ends_what_ran_out(running, moment):
    stage, attempt = running

    again = stage.start(now=MOMENTS[moment])

    assert (again.pk, Attempt.objects.count()) == (attempt.pk, 1)
    assert again.state == ("open" if moment in RUNNING else "submitted")


@pytest.mark.parametrize("by_learner", [True, False])
@pytest.mark.parametrize("moment", MOMENTS)
def test_what_is_graded_stays_graded_whatever_comes(running, moment, by_learner):
    stage, attempt = running
    submit(attempt=attempt, by=stage.learner, now=NOW)
    before = Attempt.objects.values().get()

    submit(attempt=attempt, by=stage.learner if by_learner else None, now=MOMENTS[moment])
    close_overdue(attempt_id=attempt.pk, now=MOMENTS[moment])
    saved = outcome(lambda: stage.save(attempt, 1, 2, "b", now=MOMENTS[moment]))

    assert (saved, Attempt.objects.values().get()) == ("AttemptClosed", before)


@pytest.mark.parametrize(
    ("minutes", "factor", "moment"),
    [(0, 1, NOW + timedelta(days=400)), (20, 0, NOW + timedelta(days=400)), (20, 2, NOW + 2 * LIMIT + GRACE)],
)
def test_without_a_limit_or_with_a_longer_one_answers_still_count(db, minutes, factor, moment):
    stage = build_stage(minutes=minutes)
    type(stage.learner).objects.filter(pk=stage.learner.pk).update(time_factor=factor)
    attempt = stage.start()

    assert stage.save(attempt, 1, 1, "a", now=moment).fate == "saved"


def cancelled(stage: Stage) -> None:
    Enrolment.objects.update(state="cancelled")


def unpublished(stage: Stage) -> None:
    stage.course.unpublish()


def quiz_unpublished(stage: Stage) -> None:
    stage.quiz.unpublish()


def questions_retired(stage: Stage) -> None:
    stage.bank.questions.update(retired_at=NOW)


@pytest.mark.parametrize("change", [cancelled, unpublished, quiz_unpublished, questions_retired])
def test_what_runs_can_be_finished_whatever_happens_to_the_course(running, change):
    stage, attempt = running
    change(stage)

    assert start(enrolment=stage.enrolment, quiz=stage.quiz, by=stage.learner, now=NOW).pk == attempt.pk
    assert stage.save(attempt, 2, 1, "a").fate == "saved"
    assert submit(attempt=attempt, by=stage.learner, now=NOW).percent == 100


@pytest.mark.parametrize("change", [cancelled, unpublished, quiz_unpublished])
def test_but_nothing_new_is_begun(running, change):
    stage, attempt = running
    submit(attempt=attempt, by=stage.learner, now=NOW)
    change(stage)
    stage.quiz.refresh_from_db()

    assert outcome(stage.start) == "CannotStart"


def test_passing_after_the_enrolment_was_cancelled_completes_no_course(running):
    stage, attempt = running
    stage.save(attempt, 2, 1, "a")
    cancelled(stage)

    submit(attempt=attempt, by=stage.learner, now=NOW)

    assert (Enrolment.objects.get().state, ActivityProgress.objects.get().completed_at) == ("cancelled", NOW)


def test_chances_are_counted_for_each_cycle_of_its_own(db):
    stage = build_stage(attempts_allowed=1)
    submit(attempt=stage.start(), by=stage.learner, now=NOW)
    Enrolment.objects.update(state="completed", completed_at=NOW)
    stage.enrolment = factories.enrolment(user=stage.learner, course=stage.course, cycle=2)

    second = stage.start()

    assert (second.number, second.enrolment.cycle) == (1, 2)
