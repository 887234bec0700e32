"""An attempt is told again from its own rows."""

from datetime import timedelta

import pytest

from assessments.actions.answers import Answer
from assessments.actions.attempts import submit
from assessments.actions.late import count_late, keep_late
from assessments.models import Attempt, LateAnswer
from assessments.queries.replay import replay
from tests import factories
from tests.assessments.conftest import NOW

END = NOW + timedelta(minutes=20)


@pytest.fixture
def ended(stage):
    """One answer in time, and one in the seconds of grace after the shown end."""
    attempt = stage.start()
    stage.save(attempt, 1, 1, "a")
    stage.save(attempt, 2, 1, "b", END + timedelta(seconds=5))
    submit(attempt=attempt, by=None, now=END + timedelta(minutes=1))
    return Attempt.objects.get()


def test_every_step_stands_in_its_order_with_what_the_question_then_held(ended):
    steps = replay(ended).steps

    assert [(step.receipt.position, step.empty, step.late) for step in steps] == [
        (1, False, False),
        (2, False, False),
    ]
    assert [[one.id for one in step.question.choices if one.chosen] for step in steps] == [["a"], ["b"]]


def test_only_an_answer_that_somebody_counted_is_called_late(ended):
    keep_late(attempt=ended, answers=[Answer(2, 2, "a")], device="x", now=END + timedelta(hours=1))
    count_late(late=LateAnswer.objects.get(), reason="Jaringan putus", by=factories.user(), now=END)

    told = replay(Attempt.objects.get())

    assert [step.late for step in told.steps] == [False, False, True]
    assert (told.agrees, len(told.changes), len(told.late)) == (True, 1, 1)


def test_a_receipt_is_found_or_is_not(ended):
    code = replay(ended).steps[0].receipt.code

    assert [step.sought for step in replay(ended, code.lower()).steps] == [True, False]
    assert (replay(ended, code).found, replay(ended, "00000-00000").found, replay(ended).found) == (
        True,
        False,
        False,
    )


def test_a_grade_that_differs_is_said(ended):
    ended.percent = 99

    assert replay(ended).agrees is False


def test_an_attempt_that_runs_has_no_grade_to_compare(stage):
    assert replay(stage.start()).agrees is None


@pytest.mark.parametrize("saves", [1, 4])
def test_it_costs_as_many_queries_for_more_steps(stage, saves, django_assert_num_queries):
    attempt = stage.start()
    for seq in range(1, saves + 1):
        stage.save(attempt, 1, seq, "ab"[seq % 2])
    submit(attempt=attempt, by=stage.learner, now=NOW)
    attempt = Attempt.objects.get()

    with django_assert_num_queries(5):
        replay(attempt)
