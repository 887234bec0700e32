from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction

from assessments.actions.attempts import CannotStart, agrees, close_overdue, regrade, start, submit
from assessments.enums import ClosedBy
from assessments.models import Attempt, AttemptSlot, Question, QuizSection
from courses.enums import EnrolmentState
from courses.models import ActivityProgress
from lms.core.models import Job
from tests import factories
from tests.assessments.conftest import NOW, build_stage

GRACE = timedelta(seconds=10)


def answer_all(stage, attempt, response="a"):
    for position in (1, 2):
        stage.save(attempt, position, 1, response)


def test_an_attempt_freezes_questions_and_sets_its_deadline(stage, later):
    attempt = stage.start()

    assert (attempt.number, attempt.state, attempt.deadline_at) == (1, "open", later(minutes=20))
    assert [slot.position for slot in attempt.slots.all()] == [1, 2]
    assert sorted(attempt.slots.first().option_order) == ["a", "b", "c"]


def test_starting_again_hands_back_the_open_attempt(stage, later):
    first = stage.start()

    again = stage.start(now=later(minutes=1))

    assert (again.pk, Attempt.objects.count(), Job.objects.count()) == (first.pk, 1, 1)


def test_the_database_refuses_a_second_open_attempt(stage):
    first = stage.start()
    first.pk, first.number = None, 2

    with pytest.raises(IntegrityError), transaction.atomic():
        first.save()


def test_attempt_numbers_have_no_gaps(stage):
    numbers = []
    for _n in range(3):
        attempt = stage.start()
        numbers.append(attempt.number)
        submit(attempt=attempt, by=stage.learner, now=NOW)

    assert numbers == [1, 2, 3]


def test_no_attempt_is_left_after_the_last_chance(stage):
    stage.quiz.attempts_allowed = 1
    submit(attempt=stage.start(), by=stage.learner, now=NOW)

    with pytest.raises(CannotStart, match="Semua kesempatan"):
        stage.start()


def test_without_a_limit_there_is_always_another_attempt(stage):
    stage.quiz.attempts_allowed = 0
    for _n in range(4):
        submit(attempt=stage.start(), by=stage.learner, now=NOW)

    assert stage.start().number == 5


@pytest.mark.parametrize(
    ("minutes", "factor", "seconds"),
    [
        (20, "1", 1200),
        (20, "1.25", 1500),
        (20, "1.5", 1800),
        (20, "2", 2400),
        (20, "0", None),
        (0, "1", None),
    ],
)
def test_time_is_multiplied_by_the_factor_of_the_person(stage, minutes, factor, seconds):
    stage.quiz.minutes = minutes
    stage.learner.time_factor = Decimal(factor)
    stage.learner.save()

    attempt = stage.start()

    assert attempt.deadline_at == (NOW + timedelta(seconds=seconds) if seconds else None)


def test_an_untimed_attempt_promises_no_closing_job(stage):
    stage.quiz.minutes = 0

    stage.start()

    assert Job.objects.count() == 0


def test_a_cancelled_enrolment_says_why(stage):
    stage.enrolment.state = EnrolmentState.CANCELLED
    stage.enrolment.save()

    with pytest.raises(CannotStart, match="dibatalkan"):
        stage.start()


def test_an_unpublished_course_says_why(stage):
    stage.course.live = False
    stage.course.save()

    with pytest.raises(CannotStart, match="tidak diterbitkan"):
        stage.start()


def test_a_quiz_without_questions_says_why_and_leaves_nothing(stage):
    stage.bank.questions.update(retired_at=NOW)

    with pytest.raises(CannotStart, match="belum memiliki soal"):
        stage.start()

    assert (Attempt.objects.count(), Job.objects.count()) == (0, 0)


def test_a_second_attempt_prefers_questions_not_seen_before(db):
    stage = build_stage(questions=4)
    first = stage.start()
    submit(attempt=first, by=stage.learner, now=NOW)

    second = stage.start()

    seen, fresh = (
        set(attempt.slots.values_list("version__question", flat=True)) for attempt in (first, second)
    )
    assert seen & fresh == set()


def test_a_changed_question_does_not_change_a_running_attempt(stage):
    attempt = stage.start()
    before = list(attempt.slots.values_list("version", flat=True))

    stage.bank.questions.update(retired_at=NOW)

    assert list(attempt.slots.values_list("version", flat=True)) == before


def test_all_right_answers_pass_and_complete_the_quiz(stage):
    attempt = stage.start()
    answer_all(stage, attempt)

    graded = submit(attempt=attempt, by=stage.learner, now=NOW)

    assert (graded.score, graded.max_score, graded.percent, graded.passed) == (2, 2, 100, True)
    assert graded.closed_by == ClosedBy.LEARNER
    progress = ActivityProgress.objects.get(enrolment=stage.enrolment, activity=stage.quiz.pk)
    assert progress.completed_at == NOW


def test_wrong_answers_fail_and_complete_nothing(stage):
    attempt = stage.start()
    answer_all(stage, attempt, "b")

    graded = submit(attempt=attempt, by=stage.learner, now=NOW)

    assert (graded.score, graded.percent, graded.passed) == (0, 0, False)
    assert not ActivityProgress.objects.filter(completed_at__isnull=False).exists()


def test_nothing_answered_is_worth_nothing(stage):
    graded = submit(attempt=stage.start(), by=stage.learner, now=NOW)

    assert (graded.percent, graded.passed) == (0, False)
    assert list(graded.slots.values_list("score", flat=True)) == [0, 0]


def test_a_pass_mark_that_is_just_reached_passes(stage):
    stage.quiz.pass_percent = 50
    attempt = stage.start()
    stage.save(attempt, 1, 1, "a")

    graded = submit(attempt=attempt, by=stage.learner, now=NOW)

    assert (graded.percent, graded.passed) == (50, True)


def test_submitting_twice_keeps_the_first_grade(stage, later):
    attempt = stage.start()
    answer_all(stage, attempt)
    first = submit(attempt=attempt, by=stage.learner, now=NOW)

    second = submit(attempt=attempt, by=stage.learner, now=later(minutes=5))

    assert (second.submitted_at, second.percent) == (first.submitted_at, first.percent)


def test_an_overdue_attempt_is_closed_by_its_job_without_anybody_looking(stage, run_jobs):
    attempt = stage.start(now=NOW - timedelta(days=400))
    stage.save(attempt, 1, 1, "a", now=NOW - timedelta(days=400))

    run_jobs()

    attempt.refresh_from_db()
    assert (attempt.state, attempt.closed_by, attempt.percent) == ("submitted", ClosedBy.DEADLINE, 50)
    assert attempt.submitted_at == attempt.deadline_at


def test_the_closing_job_waits_for_deadline_and_grace(stage):
    attempt = stage.start()

    assert Job.objects.get().run_after == attempt.deadline_at + GRACE


@pytest.mark.parametrize(("seconds", "closed"), [(-1, False), (0, False), (10, False), (11, True)])
def test_only_what_is_over_is_closed(stage, seconds, closed):
    attempt = stage.start()
    now = attempt.deadline_at + timedelta(seconds=seconds)

    assert close_overdue(attempt_id=attempt.pk, now=now) is closed


def test_closing_what_is_gone_or_graded_does_nothing(stage, later):
    attempt = submit(attempt=stage.start(), by=stage.learner, now=NOW)

    assert close_overdue(attempt_id=attempt.pk, now=later(hours=1)) is False
    assert close_overdue(attempt_id=0, now=later(hours=1)) is False


def test_starting_over_an_overdue_attempt_grades_it_and_uses_no_chance(stage, later):
    first = stage.start()

    again = stage.start(now=later(minutes=30))

    assert (again.pk, again.state, Attempt.objects.count()) == (first.pk, "submitted", 1)


def test_a_late_submit_ends_at_the_deadline(stage, later):
    attempt = stage.start()

    graded = submit(attempt=attempt, by=stage.learner, now=later(minutes=30))

    assert (graded.closed_by, graded.submitted_at) == (ClosedBy.DEADLINE, attempt.deadline_at)


def test_a_regrade_says_the_same(stage):
    attempt = stage.start()
    stage.save(attempt, 1, 1, "b")
    stage.save(attempt, 1, 2, "a")
    graded = submit(attempt=attempt, by=stage.learner, now=NOW)

    assert agrees(graded, regrade(attempt=graded))


def test_verify_attempts_names_a_grade_that_was_tampered_with(stage, capsys):
    attempt = submit(attempt=stage.start(), by=stage.learner, now=NOW)
    call_command("verify_attempts")
    assert capsys.readouterr().out == "1 attempts, all grades agree.\n"
    Attempt.objects.filter(pk=attempt.pk).update(percent=99)

    with pytest.raises(CommandError, match=f"1 of 1 attempts differ: {attempt.pk}"):
        call_command("verify_attempts")


def test_an_enrolment_of_another_cycle_cannot_open_a_second_attempt(stage):
    attempt = stage.start()
    stage.enrolment.state = EnrolmentState.CANCELLED
    stage.enrolment.save()
    second = factories.enrolment(user=stage.learner, course=stage.course, cycle=2)

    again = start(enrolment=second, quiz=stage.quiz, by=stage.learner, now=NOW)

    assert again.pk == attempt.pk


def test_slots_of_a_short_pool_are_what_there_is(db):
    stage = build_stage(questions=1)

    assert AttemptSlot.objects.filter(attempt=stage.start()).count() == 1


def test_sections_draw_by_category_level_bloom_and_name(db):
    stage = build_stage(attempts_allowed=0)
    inside, outside = stage.bank.questions.order_by("pk")
    place = factories.category(stage.bank, "Jaringan/Alamat IP")
    Question.objects.filter(pk=inside.pk).update(category=place, level=3, bloom="C2")
    above = stage.bank.categories.get(path="Jaringan")

    for wanted in ({"category": above}, {"level": 3}, {"bloom": "C2"}, {"question": inside}):
        QuizSection.objects.all().delete()
        factories.quiz_section(stage.quiz, bank=stage.bank, count=1, **wanted)
        attempt = stage.start()
        assert attempt.slots.get().version.question_id == inside.pk
        submit(attempt=attempt, by=stage.learner, now=NOW)

    assert outside.versions.get().slots.count() == 0
