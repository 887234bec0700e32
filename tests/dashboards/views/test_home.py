from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import override

from lms.dashboards.views.home import greeting
from lms.people.enums import Role
from tests import factories
from tests.clients import signed_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)


@pytest.fixture
def person():
    return factories.user(name="Rina Lestari")


@pytest.fixture
def client(person):
    return signed_in(person)


def with_role(role):
    person = factories.user()
    factories.grant(person, role, factories.city())
    return signed_in(person)


def begun(person, **fields):
    enrolment = factories.enrolment(user=person, **fields)
    factories.lesson(factories.module(enrolment.course))
    return enrolment


def test_the_one_next_step_opens_the_exact_place(client, person):
    enrolment = begun(person, last_seen_at=NOW)

    response = client.get("/")

    place = response.context["lead"].standing.resume.url
    assert response.context["lead"].enrolment == enrolment
    assert f'href="{place}"' in response.content.decode()


def test_without_a_course_the_way_to_the_catalogue_is_shown(client):
    body = client.get("/").content.decode()

    assert "Belum ada pelatihan yang Anda ikuti" in body
    assert f'href="{reverse("catalogue")}"' in body


def test_a_course_without_activities_is_no_failure(client, person):
    factories.enrolment(user=person)

    assert client.get("/").status_code == 200


def test_due_dates_come_by_day(client, person):
    for days in (9, 3):
        begun(person, due_at=timezone.now() + timedelta(days=days))
    begun(person)

    due = [item.enrolment.due_at for item in client.get("/").context["due"]]

    assert due == sorted(due)
    assert len(due) == 2


def test_nothing_of_others_is_shown(client):
    factories.enrolment(course=factories.course(title="Milik orang lain", live=False))
    factories.certificate()

    response = client.get("/")

    assert response.context["lead"] is None
    assert list(response.context["certificates"]) == []


def test_the_skills_of_the_post_are_shown_with_what_is_missing(client, person):
    posting = factories.posting(user=person)
    wanted = factories.requirement(
        post_group=posting.position.post_group, digital_role=person.digital_role, level=3
    )

    body = client.get("/").content.decode()

    assert wanted.skill.name in body
    assert "kurang 3" in body


@pytest.mark.parametrize("count", [2, 4])  # with fewer than two, courses are suggested
def test_home_costs_the_same_for_two_and_for_four_courses(client, person, count, django_assert_num_queries):
    for _ in range(count):
        begun(person, last_seen_at=NOW)
    client.get("/")

    with django_assert_num_queries(12):
        client.get("/")


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.HR, "coverage"),
        (Role.OPD_HEAD, "coverage"),
        (Role.LEADER, "leader"),
        (Role.OPERATOR, "operator"),
    ],
)
def test_each_role_has_its_own_home(role, place):
    response = with_role(role).get("/")

    assert (response.status_code, response.url) == (302, reverse(place))


@pytest.mark.parametrize("role", [Role.LECTURER, Role.REVIEWER])
def test_authors_see_where_learners_stop(role):
    response = with_role(role).get("/")

    assert (response.status_code, response.context["courses"]) == (200, [])


def test_a_person_with_a_role_can_look_as_a_learner():
    client = with_role(Role.HR)

    client.post(reverse("switch_role"), {"role": "learner"})

    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (0, "Selamat pagi"),
        (10, "Selamat pagi"),
        (11, "Selamat siang"),
        (15, "Selamat sore"),
        (18, "Selamat malam"),
    ],
)
def test_the_greeting_follows_the_hour_in_wib(monkeypatch, hour, words):
    moment = datetime(2026, 11, 20, hour, tzinfo=timezone.get_default_timezone())
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    assert greeting() == words


def test_anonymous_is_sent_to_sign_in():
    assert Client().get("/").url.startswith(reverse("account_login"))


def test_wrong_verbs_are_refused(client):
    assert client.post("/").status_code == 405
    assert client.get(reverse("switch_role")).status_code == 405


LONG = "Pelatihan yang namanya sangat panjang dan masih lebih panjang lagi " * 3


@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_the_lead_is_one_and_the_others_are_the_rest(client, person, count):
    for _ in range(count):
        begun(person, last_seen_at=NOW)

    context = client.get("/").context

    assert (context["lead"] is None, len(context["others"])) == (count == 0, max(min(count, 6) - 1, 0))


@pytest.mark.parametrize(("count", "suggested"), [(0, 1), (1, 1), (2, 0)])
def test_courses_are_suggested_to_whoever_has_little_to_do(client, person, count, suggested):
    factories.course(title="Saran")
    for _ in range(count):
        begun(person, last_seen_at=NOW)

    assert len(client.get("/").context["suggestions"]) == suggested


@pytest.mark.parametrize(
    ("days", "words"), [(0, "hari ini"), (1, "1 hari lagi"), (12, "12 hari lagi"), (-1, "lewat 1 hari")]
)
def test_the_nearest_due_date_is_said_in_words(client, person, days, words):
    noon = timezone.localtime().replace(hour=12)
    begun(person, due_at=noon + timedelta(days=days))
    begun(person, due_at=noon + timedelta(days=days + 40))

    assert f"Tenggat terdekat: {words} (" in client.get("/").content.decode()


def test_without_a_due_date_none_is_said(client, person):
    begun(person)

    assert "Tenggat" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    "name", ["X" * 120, "<script>alert(1)</script>", "Siti Nurbaya binti Sutan Sulaiman"]
)
def test_any_name_is_greeted_as_text(name):
    body = signed_in(factories.user(name=name)).get("/").content.decode()

    assert (f", {escape(name.split(' ')[0])}</h1>" in body, "<script>alert" in body) == (True, False)


def test_long_titles_are_shown_whole(client, person):
    begun(person, course=factories.course(title=LONG.strip()), last_seen_at=NOW)

    assert LONG.strip() in client.get("/").content.decode()


@pytest.mark.parametrize(("count", "shown"), [(1, 1), (3, 3), (4, 3)])
def test_the_last_three_certificates_are_shown(client, person, count, shown):
    for _ in range(count):
        factories.certificate(enrolment=factories.finished(user=person))

    assert len(client.get("/").context["certificates"]) == shown


@pytest.mark.parametrize(
    ("hour", "words"),
    [(10, "Selamat pagi"), (14, "Selamat siang"), (17, "Selamat sore"), (23, "Selamat malam")],
)
def test_a_greeting_lasts_until_its_hour_is_over(monkeypatch, hour, words):
    moment = datetime(2026, 11, 20, hour, 59, 59, tzinfo=timezone.get_default_timezone())
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    assert greeting() == words


@pytest.mark.parametrize("count", [1, 3])
def test_the_home_of_a_lecturer_costs_the_same_for_one_and_for_three(count, django_assert_num_queries):
    person = factories.user()
    factories.grant(person, Role.LECTURER, factories.city())
    for _ in range(count):
        course = factories.course()
        course.lecturers.add(person)
        course.save()
        factories.enrolment(course=course)
    client = signed_in(person)
    client.get("/")

    with django_assert_num_queries(6):
        client.get("/")


@pytest.mark.parametrize(
    ("chosen", "status"),
    [("learner", 200), ("leader", 302), ("opd_head", 302), ("operator", 200), ("x", 200)],
)
def test_home_follows_the_role_that_one_looks_through(chosen, status):
    person = factories.user()
    city = factories.city()
    for role in (Role.LECTURER, Role.LEADER, Role.OPD_HEAD):
        factories.grant(person, role, city)
    client = signed_in(person)
    client.post(reverse("switch_role"), {"role": "learner"})

    client.post(reverse("switch_role"), {"role": chosen})

    assert client.get("/").status_code == status


def test_switching_without_a_role_changes_nothing(client):
    response = client.post(reverse("switch_role"))

    assert (response.url, "role" in client.session) == ("/", False)


@pytest.mark.parametrize(
    ("hour", "words"), [(9, "Good morning"), (12, "Good afternoon"), (20, "Good evening")]
)
def test_people_are_greeted_in_english(monkeypatch, hour, words):
    moment = datetime(2026, 11, 20, hour, tzinfo=timezone.get_default_timezone())
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    with override("en"):
        assert greeting() == words
