"""Handing in the last quiz grades, completes, credits, proves and promises: all of it or nothing (I3, I4)."""

from contextlib import suppress

import pytest
from django.db import OperationalError, transaction

from assessments.actions.attempts import agrees, regrade, submit
from assessments.models import AnswerStep, Attempt, AttemptSlot
from certificates.models import Certificate
from courses.models import ActivityProgress, CourseSkill, CreditEntry, Enrolment
from lms.core.models import Job, Notice
from lms.skills.models import Evidence, Holding
from tests import factories
from tests.assessments.conftest import NOW, Stage, build_stage
from tests.breaking import power_until, table_rows

pytestmark = pytest.mark.django_db
BOOKS = (
    Attempt,
    AttemptSlot,
    ActivityProgress,
    Enrolment,
    CreditEntry,
    Evidence,
    Holding,
    Certificate,
    Notice,
    Job,
)


@pytest.fixture
def ready() -> tuple[Stage, Attempt]:
    """All answered right, in a course that asks for nothing else and proves a skill."""
    stage = build_stage()
    CourseSkill.objects.create(course=stage.course, skill=factories.skill(), level=2)
    attempt = stage.start()
    for slot in (1, 2):
        stage.save(attempt, slot, 1, "a")
    return stage, attempt


def outcome() -> list[int]:
    """Rows of each kind that a finished course has, and how many enrolments are completed."""
    counts = [model.objects.count() for model in (CreditEntry, Evidence, Holding, Certificate)]
    return [*counts, Enrolment.objects.filter(state="completed").count()]


def test_cut_off_at_any_write_nothing_has_happened_and_the_next_try_does_all(ready):
    stage, attempt = ready
    before, last, whole = table_rows(*BOOKS), 1, False

    while not whole:
        start = transaction.savepoint()
        with power_until(last) as power, suppress(OperationalError):
            submit(attempt=attempt, by=stage.learner, now=NOW)
        whole = power.writes < last
        if not whole:
            assert table_rows(*BOOKS) == before, last
            submit(attempt=attempt, by=stage.learner, now=NOW)
        ended = Attempt.objects.get()
        assert (outcome(), ended.passed, agrees(ended, regrade(attempt=ended))) == ([1] * 5, True, True), last
        transaction.savepoint_rollback(start)
        last += 1

    assert last > 12


def test_an_answer_cut_off_at_any_write_is_not_acknowledged_and_can_be_sent_again(db):
    stage = build_stage()
    attempt, last, whole = stage.start(), 1, False

    while not whole:
        start, told = transaction.savepoint(), []
        with power_until(last) as power, suppress(OperationalError):
            told.append(stage.save(attempt, 1, 1, "a"))
        whole = power.writes < last
        stored = (AnswerStep.objects.count(), AttemptSlot.objects.get(position=1).response)
        assert (len(told), stored) == ((1, (1, "a")) if whole else (0, (0, None))), last
        assert stage.save(attempt, 1, 1, "a").fate == "saved"
        transaction.savepoint_rollback(start)
        last += 1

    assert last > 2


def test_a_start_cut_off_at_any_write_opens_no_attempt(db):
    stage, last, whole = build_stage(), 1, False

    while not whole:
        start = transaction.savepoint()
        with power_until(last) as power, suppress(OperationalError):
            stage.start()
        whole = power.writes < last
        counts = [Attempt.objects.count(), AttemptSlot.objects.count(), Job.objects.count()]
        assert counts == ([1, 2, 1] if whole else [0, 0, 0]), last
        transaction.savepoint_rollback(start)
        last += 1

    assert last > 3
