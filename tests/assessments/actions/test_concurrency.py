"""Two requests at the same moment, on PostgreSQL, where rows are really locked side by side."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from assessments.actions.answers import AttemptClosed, Fate
from assessments.actions.attempts import agrees, regrade, submit
from assessments.actions.marking import NotMarkable
from assessments.models import AnswerStep, Attempt, HandMark
from courses.models import ActivityProgress
from lms.core.models import Job
from tests.assessments.conftest import NOW, build_stage
from tests.assessments.marking import build_desk

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _on_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time; set PIAWAI_TEST_DATABASE_URL to a PostgreSQL")


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Run all works at the same moment, each on its own connection; exceptions are handed back as results."""
    gate = Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        try:
            gate.wait()
            return work()
        except Exception as fault:
            return fault
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_starting_eight_times_at_once_opens_one_attempt():
    stage = build_stage()

    attempts = at_once(*[stage.start] * 8)

    assert len({attempt.pk for attempt in attempts}) == 1
    assert (Attempt.objects.count(), Job.objects.count()) == (1, 1)


def test_one_number_goes_to_one_of_eight_answers():
    stage = build_stage()
    attempt = stage.start()

    works = [lambda response=response: stage.save(attempt, 1, 1, response) for response in "abcabcab"]
    outcomes = at_once(*works)

    winner = attempt.slots.get(position=1).response
    assert AnswerStep.objects.count() == 1
    assert {outcome.response for outcome in outcomes} == {winner}
    assert any(outcome.fate == Fate.SAVED for outcome in outcomes)


def test_submitting_eight_times_at_once_grades_once():
    stage = build_stage()
    attempt = stage.start()
    for slot in (1, 2):
        stage.save(attempt, slot, 1, "a")

    graded = at_once(*[lambda: submit(attempt=attempt, by=stage.learner, now=NOW)] * 8)

    assert {(one.percent, one.submitted_at) for one in graded} == {(100, NOW)}
    assert ActivityProgress.objects.filter(completed_at__isnull=False).count() == 1


@pytest.mark.parametrize("round_", range(10))
def test_twenty_starts_and_twenty_submits_at_once_make_one_attempt_and_one_grade(round_):
    stage = build_stage()

    attempts = at_once(*[stage.start] * 20)
    graded = at_once(*[lambda: submit(attempt=attempts[0], by=stage.learner, now=NOW)] * 20)

    assert {attempt.pk for attempt in attempts} == {Attempt.objects.get().pk}
    assert {(one.pk, one.percent) for one in graded} == {(attempts[0].pk, Attempt.objects.get().percent)}


@pytest.mark.parametrize("round_", range(5))
def test_saving_while_submitting_is_graded_or_refused(round_):
    stage = build_stage()
    attempt = stage.start()

    saved, *_rest = at_once(
        lambda: stage.save(attempt, 1, 1, "a"),
        lambda: stage.save(attempt, 2, 1, "a"),
        lambda: submit(attempt=attempt, by=stage.learner, now=NOW),
    )

    attempt.refresh_from_db()
    assert agrees(attempt, regrade(attempt=attempt))
    assert isinstance(saved, AttemptClosed) or saved.fate == Fate.SAVED


def test_of_three_markers_at_once_one_counts_and_the_others_are_told():
    desk = build_desk()
    attempt = desk.hand_in()

    results = at_once(*[lambda by=person: desk.mark(attempt, by, seen=0) for person in desk.markers])

    attempt.refresh_from_db()
    assert [isinstance(result, NotMarkable) for result in results].count(True) == 2
    assert (HandMark.objects.count(), attempt.state) == (1, "submitted")
    assert agrees(attempt, regrade(attempt=attempt))
