from datetime import UTC, datetime

import pytest

from courses.models import ActivityProgress
from lms.dashboards.queries.teaching import courses_taught
from lms.people.enums import Role
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)


@pytest.fixture
def lecturer():
    person = factories.user()
    factories.grant(person, Role.LECTURER, factories.city())
    return person


def taught_by(person, lessons=1, **fields):
    course = factories.course(**fields)
    course.lecturers.add(person)
    course.save()
    module = factories.module(course)
    return course, [factories.lesson(module, title=f"M{number}") for number in range(lessons)]


def learners(course, pages, *reached):
    """One learner for each number: how many lessons they finished."""
    for count in reached:
        enrolment = factories.enrolment(course=course)
        for page in pages[:count]:
            ActivityProgress.objects.create(enrolment=enrolment, activity=page, completed_at=NOW)


def test_a_lecturer_sees_own_courses_drafts_too(lecturer):
    taught_by(lecturer, title="Terbit")
    taught_by(lecturer, title="Draf", live=False)
    factories.course(title="Orang lain")

    assert [item.course.title for item in courses_taught(lecturer)] == ["Draf", "Terbit"]


def test_a_reviewer_sees_all_courses():
    reviewer = factories.user()
    factories.grant(reviewer, Role.REVIEWER, factories.city())
    factories.course(title="Orang lain")

    assert [item.course.title for item in courses_taught(reviewer)] == ["Orang lain"]


def test_learners_and_finishers_are_counted(lecturer):
    course, _pages = taught_by(lecturer)
    factories.enrolment(course=course)
    factories.finished(course=course)
    factories.enrolment(course=course, state="cancelled")

    (item,) = courses_taught(lecturer)

    assert (item.learners, item.finished) == (2, 1)


def test_finishers_of_each_activity_are_counted(lecturer):
    course, pages = taught_by(lecturer, lessons=3)
    learners(course, pages, 3, 1, 1, 0)

    (item,) = courses_taught(lecturer)

    assert [(step.activity.title, step.finished) for step in item.steps] == [("M0", 3), ("M1", 1), ("M2", 1)]


def test_those_who_left_do_not_count_as_finishers_of_an_activity(lecturer):
    course, pages = taught_by(lecturer)
    gone = factories.enrolment(course=course, state="cancelled")
    ActivityProgress.objects.create(enrolment=gone, activity=pages[0], completed_at=NOW)

    (item,) = courses_taught(lecturer)

    assert (item.learners, item.steps[0].finished) == (0, 0)


def test_the_stop_is_where_most_are_lost(lecturer):
    course, pages = taught_by(lecturer, lessons=3)
    learners(course, pages, 3, 1, 1, 0)

    assert courses_taught(lecturer)[0].stop.activity.title == "M1"


def test_one_who_is_lost_is_no_stop(lecturer):
    course, pages = taught_by(lecturer, lessons=2)
    learners(course, pages, 2, 1)

    assert courses_taught(lecturer)[0].stop is None


def test_a_course_without_lessons_has_no_stop(lecturer):
    taught_by(lecturer, lessons=0)

    assert courses_taught(lecturer)[0].stop is None


@pytest.mark.parametrize("count", [1, 3])
def test_courses_cost_the_same_for_one_and_for_three(lecturer, count, django_assert_num_queries):
    for _ in range(count):
        learners(*taught_by(lecturer), 1)
    courses_taught(lecturer)

    with django_assert_num_queries(3):
        courses_taught(lecturer)
