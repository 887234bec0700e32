import io
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.courses.authors import lecturer, reviewer, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    course = factories.course()
    factories.lesson(factories.module(course))
    course.refresh_from_db()
    return course


def address(course) -> str:
    return reverse("course_export", args=[course.pk])


def test_a_lecturer_takes_the_course_home(course):
    answer = signed_in(lecturer(course)).get(address(course))

    names = ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist()

    assert f"{course.folder_slug}/course.toml" in names
    assert answer["Content-Disposition"] == f'attachment; filename="{course.folder_slug}.zip"'


def test_a_reviewer_takes_any_course(course):
    assert signed_in(reviewer()).get(address(course)).status_code == 200


def test_the_course_of_another_is_not_there(course):
    assert signed_in(lecturer()).get(address(course)).status_code == 404


def test_members_are_refused_and_strangers_asked_to_sign_in(course):
    answers = signed_in(factories.user()).get(address(course)), Client().get(address(course))

    assert [answer.status_code for answer in answers] == [403, 302]


def test_a_course_that_is_not_there():
    assert signed_in(reviewer()).get(reverse("course_export", args=[99])).status_code == 404


def test_an_export_is_only_read(course):
    assert signed_in(lecturer(course)).post(address(course)).status_code == 405
