import pytest

from assessments.actions.statistics import KIND, ask_for_outdated, ask_for_statistics, compute_statistics
from assessments.enums import AttemptChoice
from assessments.models import Attempt, GradeChange, QuizStatistics
from lms.core.models import Job
from lms.core.schedule import daily_kinds
from tests.assessments.conftest import build_stage
from tests.assessments.sittings import sit


@pytest.fixture
def stage(db):
    stage = build_stage(attempts_allowed=0)
    sit(stage, "ab")
    return stage


def rows(stage):
    return list(QuizStatistics.objects.filter(quiz=stage.quiz).values_list("choice", "attempts", "people"))


def test_figures_are_kept_for_every_choice(stage, run_jobs):
    ask_for_statistics(quiz=stage.quiz, by=None)
    assert rows(stage) == [("all", 0, 0), ("best", 0, 0), ("first", 0, 0)]

    run_jobs()

    assert rows(stage) == [("all", 1, 1), ("best", 1, 1), ("first", 1, 1)]
    row = QuizStatistics.objects.get(quiz=stage.quiz, choice=AttemptChoice.FIRST)
    assert (row.payload["average"], row.computed_at is None) == (50, False)


def test_computing_twice_keeps_one_row_each(stage):
    for _n in range(2):
        assert compute_statistics(quiz=stage.quiz) == 1

    assert len(rows(stage)) == 3


def test_asking_twice_is_one_job(stage, run_jobs):
    first, second = (ask_for_statistics(quiz=stage.quiz, by=None) for _n in range(2))
    run_jobs()
    third = ask_for_statistics(quiz=stage.quiz, by=None)

    assert first == second != third


def test_at_night_only_quizzes_with_new_attempts_are_read(stage, run_jobs):
    build_stage()
    assert ask_for_outdated() == 1
    run_jobs()
    assert ask_for_outdated() == 0

    sit(stage, "aa")

    assert ask_for_outdated() == 1


def test_at_night_a_changed_grade_is_read_too(stage, run_jobs):
    ask_for_outdated()
    run_jobs()
    GradeChange.objects.create(
        attempt=Attempt.objects.get(),
        cause="correction",
        reason="Kunci keliru",
        percent_before=50,
        percent_after=100,
        passed_before=False,
        passed_after=True,
    )

    assert ask_for_outdated() == 1
    run_jobs()
    assert ask_for_outdated() == 0


def test_the_night_has_it(stage, run_jobs):
    Job.objects.create(kind="assessments.renew_statistics")

    run_jobs()

    assert "assessments.renew_statistics" in daily_kinds
    assert rows(stage)[0] == ("all", 1, 1)


def test_a_quiz_that_is_gone_is_no_fault(db, run_jobs):
    job = Job.objects.create(kind=KIND, payload={"quiz": 0})

    run_jobs()

    job.refresh_from_db()
    assert (job.done_at is None, job.reason) == (False, "")
