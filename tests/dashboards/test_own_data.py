import pytest
from django.urls import reverse

from courses.actions.progress import complete_activity, save_note
from courses.models import Enrolment
from tests import factories
from tests.clients import signed_in

pytestmark = pytest.mark.django_db


def finished(person) -> Enrolment:
    course = factories.course(title="Keamanan", needs_quizzes=False)
    lesson = factories.lesson(factories.module(course))
    enrolment = factories.enrolment(user=person, course=course)
    save_note(enrolment=enrolment, activity_id=lesson.pk, text="Ingat kata sandi")
    complete_activity(enrolment=enrolment, activity_id=lesson.pk)
    return enrolment


def test_the_file_holds_what_every_room_knows():
    person = factories.user()
    finished(person)

    data = signed_in(person).get(reverse("my_data")).json()

    assert [row["course__title"] for row in data["enrolments"]] == ["Keamanan"]
    assert [row["text"] for row in data["notes"]] == ["Ingat kata sandi"]
    assert [row["state"] for row in data["certificates"]] == ["pending"]
    assert {"evidence", "attempts", "credits"} <= data.keys()


def test_the_file_holds_nothing_of_others():
    finished(factories.user())

    data = signed_in(factories.user()).get(reverse("my_data")).json()

    assert [data[name] for name in ("enrolments", "notes", "certificates", "attempts")] == [[], [], [], []]
