from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.actions.answers import Answer, AttemptClosed, Fate, save_answers
from assessments.actions.attempts import submit
from assessments.models import AnswerStep, Attempt
from tests import factories
from tests.assessments.conftest import NOW

BRACKETS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def fate(outcome):
    return (outcome.fate, outcome.last_seq, outcome.response)


def test_an_answer_is_stored_as_a_step_and_in_its_slot(stage):
    attempt = stage.start()

    outcome = stage.save(attempt, 1, 1, "b")

    slot = attempt.slots.get(position=1)
    assert fate(outcome) == (Fate.SAVED, 1, "b")
    assert (slot.last_seq, slot.response, slot.answered_at) == (1, "b", NOW)
    assert list(slot.steps.values_list("seq", "response", "device")) == [(1, "b", "uji")]


def test_a_newer_answer_replaces_and_both_steps_stay(stage):
    attempt = stage.start()
    stage.save(attempt, 1, 1, "b")

    stage.save(attempt, 1, 2, "c")

    slot = attempt.slots.get(position=1)
    assert (slot.response, list(slot.steps.values_list("response", flat=True))) == ("c", ["b", "c"])


def test_a_repeat_of_the_newest_step_is_acknowledged_again(stage):
    attempt = stage.start()
    stage.save(attempt, 1, 1, "b")

    outcome = stage.save(attempt, 1, 1, "b")

    assert (fate(outcome), AnswerStep.objects.count()) == ((Fate.SAVED, 1, "b"), 1)


def test_a_repeat_of_an_older_step_is_acknowledged_and_changes_nothing(stage):
    attempt = stage.start()
    stage.save(attempt, 1, 1, "b")
    stage.save(attempt, 1, 2, "c")

    outcome = stage.save(attempt, 1, 1, "b")

    assert (fate(outcome), AnswerStep.objects.count()) == ((Fate.SAVED, 2, "c"), 2)


@pytest.mark.parametrize("seq", [1, 2])
def test_another_answer_with_an_older_number_is_stale(stage, seq):
    attempt = stage.start()
    stage.save(attempt, 1, 2, "c")

    outcome = stage.save(attempt, 1, seq, "a")

    assert fate(outcome) == (Fate.STALE, 2, "c")
    assert attempt.slots.get(position=1).response == "c"


@pytest.mark.parametrize(
    ("slot", "seq", "response"),
    [(1, 1, "zz"), (1, 0, "a"), (1, -1, "a"), (1, 10**9, "a"), (1, 1, ["a"]), (9, 1, "a")],
)
def test_an_answer_that_does_not_fit_is_refused(stage, slot, seq, response):
    attempt = stage.start()

    outcome = stage.save(attempt, slot, seq, response)

    assert (outcome.fate, AnswerStep.objects.count()) == (Fate.REFUSED, 0)


def test_an_answer_can_be_taken_back(stage):
    attempt = stage.start()
    stage.save(attempt, 1, 1, "b")

    stage.save(attempt, 1, 2, None)

    slot = attempt.slots.get(position=1)
    assert (slot.response, slot.answered_at, slot.steps.count()) == (None, None, 2)


def test_a_mark_needs_no_number(stage):
    attempt = stage.start()

    save_answers(attempt=attempt, answers=[Answer(2, flagged=True)], device="", now=NOW)

    assert list(attempt.slots.values_list("flagged", "last_seq")) == [(False, 0), (True, 0)]


def test_several_answers_of_one_call_are_judged_one_by_one(stage):
    attempt = stage.start()
    answers = [Answer(1, 1, "a"), Answer(2, 1, "zz"), Answer(1, 2, "b")]

    outcomes = save_answers(attempt=attempt, answers=answers, device="", now=NOW).outcomes

    assert [outcome.fate for outcome in outcomes] == [Fate.SAVED, Fate.REFUSED, Fate.SAVED]
    assert attempt.slots.get(position=1).response == "b"


@pytest.mark.parametrize("seconds", [-1, 0, 10])
def test_an_answer_counts_until_deadline_and_grace(stage, seconds):
    attempt = stage.start()

    outcome = stage.save(attempt, 1, 1, "a", now=attempt.deadline_at + timedelta(seconds=seconds))

    assert outcome.fate == Fate.SAVED


def test_an_answer_after_the_grace_is_not_stored(stage):
    attempt = stage.start()

    with pytest.raises(AttemptClosed):
        stage.save(attempt, 1, 1, "a", now=attempt.deadline_at + timedelta(seconds=11))

    assert AnswerStep.objects.count() == 0


def test_an_answer_after_submitting_is_not_stored(stage):
    attempt = stage.start()
    submit(attempt=attempt, by=stage.learner, now=NOW)

    with pytest.raises(AttemptClosed):
        stage.save(attempt, 1, 1, "a")

    assert AnswerStep.objects.count() == 0


def test_the_attempt_of_another_person_does_not_exist(stage):
    attempt = stage.start()
    foreign = Attempt(pk=attempt.pk, user=factories.user())

    with pytest.raises(Attempt.DoesNotExist):
        stage.save(foreign, 1, 1, "a")


def test_the_acknowledgement_tells_the_time_left(stage, later):
    attempt = stage.start()

    ack = save_answers(attempt=attempt, answers=[Answer(1, 1, "a")], device="", now=later(minutes=2))

    assert (ack.at, ack.left) == (later(minutes=2), 18 * 60)


@pytest.mark.parametrize("slots", [[1], [1, 2]])
def test_saving_costs_three_queries(stage, slots):
    attempt = stage.start()
    answers = [Answer(slot, 1, "a") for slot in slots]

    with CaptureQueriesContext(connection) as log:
        save_answers(attempt=attempt, answers=answers, device="", now=NOW)

    assert len([query for query in log if not query["sql"].startswith(BRACKETS)]) == 3
