from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import Enrolment, Mandate
from lms.people.enums import Role
from tests import factories
from tests.clients import signed_in

pytestmark = pytest.mark.django_db
NEW = "/penugasan/baru/"


@pytest.fixture
def course():
    course = factories.course(certificate_valid_months=12)
    factories.lesson(factories.module(course))
    return course


def finished_days_ago(course, days, **fields):
    return factories.finished(course=course, completed_at=timezone.now() - timedelta(days=days), **fields)


@pytest.mark.parametrize(
    ("days", "says", "button"),
    [(10, "Anda dapat mengulang mulai", False), (300, "berlaku sampai", True), (400, "berakhir", True)],
)
def test_the_course_page_says_how_long_the_proof_lasts(course, days, says, button):
    row = finished_days_ago(course, days)

    text = signed_in(row.user).get(f"/pelatihan/{course.pk}/").content.decode()

    assert says in text
    assert ("Ulangi pelatihan" in text) is button


def test_a_course_without_an_end_offers_nothing(course):
    course.certificate_valid_months = 0
    course.save()
    row = finished_days_ago(course, 400)

    text = signed_in(row.user).get(f"/pelatihan/{course.pk}/").content.decode()

    assert "mengulang" not in text


def test_beginning_again_leads_to_the_first_lesson(course):
    row = finished_days_ago(course, 300)
    browser = signed_in(row.user)

    answer = browser.post(f"/pelatihan/{course.pk}/ulangi/", follow=True)

    lesson = course.get_children().first().get_children().first()
    assert answer.redirect_chain[-1][0] == f"/belajar/{course.pk}/materi/{lesson.pk}/"
    page = browser.get(f"/pelatihan/{course.pk}/").content.decode()
    assert "untuk ke-2 kalinya" in page


def test_too_early_is_said_on_the_course_page(course):
    row = finished_days_ago(course, 10)

    answer = signed_in(row.user).post(f"/pelatihan/{course.pk}/ulangi/", follow=True)

    assert "belum perlu diulang" in answer.content.decode()
    assert Enrolment.objects.count() == 1


@pytest.fixture
def city():
    return factories.city()


@pytest.fixture
def hr(city):
    person = factories.user()
    factories.grant(person, Role.HR, city)
    return person


def asked(city, course, days, **fields):
    due = timezone.localdate() + timedelta(days=days)
    return {"course": course.pk, "unit": city.pk, "due_on": due.isoformat(), "yearly": "on"} | fields


def test_a_yearly_duty_is_saved_with_its_round(city, hr, course):
    signed_in(hr).post(NEW, asked(city, course, 60, confirm="1"))

    assert Mandate.objects.get().is_yearly


def test_the_preview_says_who_has_done_it_in_the_year_before_the_due_date(city, hr, course):
    """Of the two, one finished thirteen months before the day on which it is due."""
    for days in (340, 10):
        row = finished_days_ago(course, days)
        factories.posting(unit=factories.unit(parent=city), user=row.user)

    answer = signed_in(hr).post(NEW, asked(city, course, 60))

    assert (answer.context["count"], answer.context["finished"]) == (2, 1)


def test_a_yearly_duty_is_due_within_a_year(city, hr, course):
    answer = signed_in(hr).post(NEW, asked(city, course, 400))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["due_on"])


def test_the_list_and_the_page_count_the_round_that_runs(city, hr, course):
    now = timezone.now()
    mandate = factories.mandate(
        course=course, unit=city, due_at=now + timedelta(days=60), round_from=now - timedelta(days=300)
    )
    for days, cycle in ((310, 1), (20, 2)):
        finished_days_ago(course, days, mandate=mandate, cycle=cycle)
    factories.enrolment(course=course, mandate=mandate, due_at=mandate.due_at)
    mandate.rounds.create(due_at=now - timedelta(days=305), people=7, in_time=4, late=1)
    browser = signed_in(hr)

    row = browser.get("/penugasan/").context["page"].object_list[0]
    page = browser.get(f"/penugasan/{mandate.pk}/")

    assert (row.people, row.finished) == (2, 1)
    assert (page.context["people"], page.context["finished"]) == (2, 1)
    text = page.content.decode()
    assert "Berulang setiap tahun" in text
    assert "Putaran yang lalu" in text


def test_a_duty_without_repetition_counts_everyone(city, hr, course):
    mandate = factories.mandate(course=course, unit=city)
    finished_days_ago(course, 3000, mandate=mandate)
    factories.enrolment(course=course, mandate=mandate)

    row = signed_in(hr).get("/penugasan/").context["page"].object_list[0]

    assert (row.people, row.finished) == (2, 1)
