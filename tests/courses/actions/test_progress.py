from datetime import UTC, date, datetime, timedelta

import pytest

from courses.actions.progress import (
    ChecksOpen,
    answer_check,
    complete_activity,
    finish_lesson,
    open_activity,
    save_note,
)
from courses.enums import EnrolmentState
from courses.models import ActivityProgress, CreditEntry, Enrolment, Note
from courses.signals import course_completed
from lms.core.models import Notice
from lms.skills.models import Evidence
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


@pytest.fixture
def completions():
    """Every enrolment for which the signal was sent."""
    seen = []

    def note(sender, enrolment, **kwargs):
        seen.append(enrolment.pk)

    course_completed.connect(note)
    yield seen
    course_completed.disconnect(note)


def finish(enrolment, *lessons, now=NOW):
    return [finish_lesson(enrolment=enrolment, lesson=lesson, now=now) for lesson in lessons]


def with_check(enrolment):
    return factories.lesson(enrolment.course.get_children()[0].specific, body=[factories.check(True, False)])


def test_opening_remembers_the_place(enrolment, lessons):
    open_activity(enrolment=enrolment, activity_id=lessons[1].pk, now=NOW)

    enrolment.refresh_from_db()
    assert (enrolment.last_activity_id, enrolment.last_seen_at) == (lessons[1].pk, NOW)


def test_opening_again_keeps_the_first_time(enrolment, lessons):
    for now in (NOW, LATER):
        open_activity(enrolment=enrolment, activity_id=lessons[0].pk, now=now)

    row = ActivityProgress.objects.get()
    assert (row.opened_at, row.completed_at) == (NOW, None)


def test_an_answer_is_kept_sorted_and_once(enrolment, lessons):
    answer_check(enrolment=enrolment, lesson=lessons[0], block_id="x", chosen=[2, 0, 2])

    assert ActivityProgress.objects.get().answers == {"x": [0, 2]}


def test_a_later_answer_replaces_its_own_and_no_other(enrolment, lessons):
    for block_id, chosen in (("x", [0]), ("y", [1]), ("x", [2])):
        answer_check(enrolment=enrolment, lesson=lessons[0], block_id=block_id, chosen=chosen)

    assert ActivityProgress.objects.get().answers == {"x": [2], "y": [1]}


def test_an_answer_does_not_finish_a_lesson(enrolment):
    lesson = with_check(enrolment)

    answer_check(enrolment=enrolment, lesson=lesson, block_id=lesson.check_ids[0], chosen=[0])

    assert ActivityProgress.objects.get().completed_at is None


def test_a_lesson_with_open_checks_is_not_finished(enrolment):
    with pytest.raises(ChecksOpen) as fault:
        finish(enrolment, with_check(enrolment))

    assert fault.value.count == 1
    assert not ActivityProgress.objects.exclude(completed_at=None).exists()


def test_answers_to_other_blocks_do_not_help(enrolment):
    lesson = with_check(enrolment)
    answer_check(enrolment=enrolment, lesson=lesson, block_id="lain", chosen=[0])

    with pytest.raises(ChecksOpen):
        finish(enrolment, lesson)


def test_a_wrong_answer_is_an_answer(enrolment):
    lesson = with_check(enrolment)
    answer_check(enrolment=enrolment, lesson=lesson, block_id=lesson.check_ids[0], chosen=[1])

    finish(enrolment, lesson)

    assert ActivityProgress.objects.get().completed_at == NOW


def test_a_lesson_finished_again_keeps_its_first_time(enrolment, lessons):
    finish(enrolment, lessons[0])
    finish(enrolment, lessons[0], now=LATER)

    assert ActivityProgress.objects.get().completed_at == NOW


def test_only_the_last_lesson_completes_the_course(enrolment, lessons, completions):
    assert finish(enrolment, *lessons) == [False, True]

    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.completed_at) == (EnrolmentState.COMPLETED, NOW)
    assert completions == [enrolment.pk]


def test_completing_again_adds_nothing(enrolment, lessons, completions):
    factories.course_skill(enrolment.course)
    finish(enrolment, *lessons)
    made = [model.objects.count() for model in (CreditEntry, Evidence, Notice)]

    assert finish(enrolment, *lessons, now=LATER) == [False, False]
    assert [model.objects.count() for model in (CreditEntry, Evidence, Notice)] == made
    assert completions == [enrolment.pk]


def test_two_tabs_that_both_saw_it_open_complete_it_once(enrolment, lessons, completions):
    stale = Enrolment.objects.select_related("course").get(pk=enrolment.pk)

    first = finish(enrolment, *lessons)[-1]
    second = finish(stale, lessons[1])[-1]

    assert (first, second) == (True, False)
    assert completions == [enrolment.pk]


def test_a_failure_on_the_way_completes_nothing(enrolment, lessons):
    def fail(sender, **kwargs):
        raise RuntimeError("broken receiver")

    course_completed.connect(fail)
    with pytest.raises(RuntimeError):
        finish(enrolment, *lessons)
    course_completed.disconnect(fail)

    enrolment.refresh_from_db()
    assert enrolment.state == EnrolmentState.ACTIVE
    assert (CreditEntry.objects.count(), Notice.objects.count()) == (0, 0)


def test_a_course_left_meanwhile_is_not_completed(enrolment, lessons, completions):
    Enrolment.objects.update(state=EnrolmentState.CANCELLED)

    finish(enrolment, *lessons)

    assert completions == []


def test_what_the_rule_does_not_ask_for_is_not_waited_for(enrolment, lessons):
    enrolment.course.needs_quizzes = False
    factories.quiz(enrolment.course.get_children()[0].specific)

    assert finish(enrolment, *lessons)[-1] is True


def test_a_quiz_that_the_rule_asks_for_is_waited_for(enrolment, lessons):
    quiz = factories.quiz(enrolment.course.get_children()[0].specific)

    assert finish(enrolment, *lessons)[-1] is False
    assert complete_activity(enrolment=enrolment, activity_id=quiz.pk, now=NOW) is True


def test_a_course_that_asks_for_nothing_never_completes(enrolment, lessons):
    enrolment.course.needs_lessons = enrolment.course.needs_quizzes = False

    assert finish(enrolment, *lessons) == [False, False]


def test_completion_proves_the_skills_until_their_month(enrolment, lessons):
    taught = factories.course_skill(enrolment.course, level=3)

    finish(enrolment, *lessons)

    proof = Evidence.objects.get()
    assert (proof.user, proof.skill, proof.level) == (enrolment.user, taught.skill, 3)
    assert (proof.obtained_on, proof.valid_until) == (date(2026, 11, 20), date(2029, 11, 20))


def test_a_certificate_without_limit_proves_for_ever(enrolment, lessons):
    enrolment.course.certificate_valid_months = 0
    factories.course_skill(enrolment.course)

    finish(enrolment, *lessons)

    assert Evidence.objects.get().valid_until is None


def test_late_in_the_evening_is_the_wib_day(enrolment, lessons):
    factories.course_skill(enrolment.course)

    finish(enrolment, *lessons, now=datetime(2026, 11, 20, 18, tzinfo=UTC))

    assert Evidence.objects.get().obtained_on == date(2026, 11, 21)


def test_the_learner_is_told_once(enrolment, lessons):
    finish(enrolment, *lessons)

    notice = Notice.objects.get(event=f"completed:{enrolment.pk}")
    assert notice.recipient == enrolment.user
    assert notice.title == f"Anda menyelesaikan {enrolment.course.title}"


def test_a_note_is_kept_replaced_and_removed(enrolment, lessons):
    for text in ("pertama", "kedua"):
        save_note(enrolment=enrolment, activity_id=lessons[0].pk, text=text)
    assert Note.objects.get().text == "kedua"

    save_note(enrolment=enrolment, activity_id=lessons[0].pk, text="  \n")
    assert Note.objects.count() == 0


def test_a_note_with_a_nul_byte_is_kept_without_it(enrolment, lessons):
    save_note(enrolment=enrolment, activity_id=lessons[0].pk, text="a\x00b")

    assert Note.objects.get().text == "ab"
