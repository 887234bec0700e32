import pytest
from django.core.files.storage import storages

from courses.actions.other_trainings import approve, refuse
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


def test_the_scan_and_the_words_of_other_training_go_but_its_jp_stay(django_capture_on_commit_callbacks):
    training = factories.other_training()
    approve(training=training, by=factories.user())
    name = training.file.name

    with django_capture_on_commit_callbacks(execute=True):
        forget(training.user)

    training.refresh_from_db()
    words = (training.title, training.organiser, training.number, training.reason, training.file.name)
    assert words == ("–", "–", "", "", "")
    assert (storages["private"].exists(name), training.credits.count()) == (False, 2)


def test_a_reason_is_forgotten_too_and_the_rule_that_there_was_one_holds():
    training = factories.other_training()
    refuse(training=training, reason="Nama Rina tidak tertulis.", by=factories.user())

    forget(training.user)

    training.refresh_from_db()
    assert training.reason == "–"
