import pytest

from courses.forgetting import forget
from courses.models import ActivityProgress, CoursePage, Note
from tests import factories

pytestmark = pytest.mark.django_db


def test_notes_and_own_answers_go_but_progress_stays():
    enrolment = factories.enrolment()
    lesson = factories.lesson(factories.module(enrolment.course))
    Note.objects.create(enrolment=enrolment, activity=lesson, text="Rahasia")
    ActivityProgress.objects.create(enrolment=enrolment, activity=lesson, answers={"a": ["b"]})

    forget(enrolment.user)

    assert (Note.objects.count(), ActivityProgress.objects.get().answers) == (0, {})


def test_a_lecturer_leaves_their_courses():
    course, person = factories.course(), factories.user()
    course.lecturers.add(person)
    course.save()

    forget(person)

    assert list(CoursePage.objects.get(pk=course.pk).lecturers.all()) == []


def test_the_notes_of_others_stay():
    enrolment = factories.enrolment()
    lesson = factories.lesson(factories.module(enrolment.course))
    Note.objects.create(enrolment=enrolment, activity=lesson, text="Milik orang lain")

    forget(factories.user())

    assert Note.objects.count() == 1
