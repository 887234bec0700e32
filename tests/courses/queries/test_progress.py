from datetime import UTC, datetime

import pytest

from courses.actions.progress import save_note
from courses.models import ActivityProgress
from courses.queries.outline import outline_of
from courses.queries.progress import progress_rows, standing
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)


@pytest.fixture
def enrolment():
    """In a course of three lessons of 10, 20 and 30 minutes."""
    course = factories.course()
    module = factories.module(course)
    for minutes in (10, 20, 30):
        factories.lesson(module, title=f"{minutes} menit", minutes=minutes)
    return factories.enrolment(course=course)


def lesson(enrolment, index):
    return outline_of(enrolment.course).activities[index]


def finish(enrolment, index):
    ActivityProgress.objects.create(
        enrolment=enrolment, activity_id=lesson(enrolment, index).pk, completed_at=NOW
    )


def stands(enrolment):
    return standing(enrolment, outline_of(enrolment.course), progress_rows(enrolment))


def test_a_beginner_has_done_nothing_and_starts_at_the_first(enrolment):
    found = stands(enrolment)

    assert (found.done, found.total, found.minutes_left) == (0, 3, 60)
    assert found.resume.title == "10 menit"


def test_an_opened_lesson_is_not_a_finished_one(enrolment):
    ActivityProgress.objects.create(enrolment=enrolment, activity_id=lesson(enrolment, 0).pk)

    assert stands(enrolment).done == 0


def test_finished_lessons_count_and_their_minutes_are_gone(enrolment):
    finish(enrolment, 1)

    found = stands(enrolment)

    assert (found.done, found.total, found.minutes_left) == (1, 3, 40)


def test_resume_is_where_one_left_off(enrolment):
    enrolment.last_activity_id = lesson(enrolment, 2).pk

    assert stands(enrolment).resume.title == "30 menit"


def test_resume_goes_on_when_the_last_place_is_done(enrolment):
    finish(enrolment, 0)
    enrolment.last_activity_id = lesson(enrolment, 0).pk

    assert stands(enrolment).resume.title == "20 menit"


def test_resume_after_the_end_is_the_beginning(enrolment):
    for index in range(3):
        finish(enrolment, index)

    assert stands(enrolment).resume.title == "10 menit"


def test_resume_skips_a_place_that_was_taken_down(enrolment):
    enrolment.last_activity_id = factories.lesson(enrolment.course.get_children()[0], live=False).pk

    assert stands(enrolment).resume.title == "10 menit"


def test_a_course_without_activities_has_no_place_to_resume():
    assert stands(factories.enrolment()).resume is None


def test_what_the_rule_does_not_count_is_not_counted(enrolment):
    enrolment.course.needs_lessons = False
    factories.quiz(enrolment.course.get_children()[0])
    finish(enrolment, 0)

    found = stands(enrolment)

    assert (found.done, found.total) == (0, 1)


def test_rows_carry_the_own_note_and_nobody_elses(enrolment):
    page = lesson(enrolment, 0).pk
    other = factories.enrolment(course=enrolment.course)
    for owner, text in ((enrolment, "milik saya"), (other, "milik orang")):
        ActivityProgress.objects.create(enrolment=owner, activity_id=page)
        save_note(enrolment=owner, activity_id=page, text=text)

    assert [row.note for row in progress_rows(enrolment)] == ["milik saya"]
