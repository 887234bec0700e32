import pytest
from django.urls import reverse

from assessments.models import QuestionBank
from lms.people.enums import Role
from tests import factories
from tests.clients import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def lecturer():
    person = factories.user()
    factories.grant(person, Role.LECTURER, factories.city())
    return person


def own_course(lecturer):
    course = factories.course()
    course.lecturers.add(lecturer)
    course.save()
    return course


def test_a_lecturer_makes_a_bank_for_an_own_course(lecturer):
    course = own_course(lecturer)

    answer = signed_in(lecturer).post(reverse("bank_new"), {"course": course.pk, "name": "Ujian akhir"})

    bank = QuestionBank.objects.get()
    assert (bank.course_id, bank.slug, answer.url) == (
        course.pk,
        "ujian-akhir",
        reverse("bank", args=[bank.pk]),
    )


def test_a_bank_for_somebody_elses_course_is_refused(lecturer):
    answer = signed_in(lecturer).post(reverse("bank_new"), {"course": factories.course().pk, "name": "X"})

    assert (answer.status_code, QuestionBank.objects.count()) == (422, 0)


def test_the_same_name_twice_in_a_course_is_refused(lecturer):
    course, client = own_course(lecturer), signed_in(lecturer)
    client.post(reverse("bank_new"), {"course": course.pk, "name": "Ujian"})

    answer = client.post(reverse("bank_new"), {"course": course.pk, "name": "ujian"})

    assert answer.context["form"].errors["name"] == [
        "Pelatihan ini sudah memiliki bank soal dengan nama itu."
    ]
