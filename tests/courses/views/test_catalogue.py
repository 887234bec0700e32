import pytest
from django.test import Client
from django.urls import reverse

from courses.enums import EnrolmentPolicy, EnrolmentState
from courses.models import Enrolment
from tests import factories
from tests.clients import signed_in

pytestmark = pytest.mark.django_db
SHELF = "/pelatihan/"
NONSENSE = ['"', "%", "😀", "x" * 10_000, "\x00", "-1", "' OR 1=1", "<script>"]


@pytest.fixture
def learner():
    return factories.user()


@pytest.fixture
def client(learner):
    return signed_in(learner)


def course_url(name, course):
    return reverse(name, args=[course.pk])


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_anyone_may_look_at_the_shelf_and_at_a_course():
    course = factories.course(title="Keamanan")

    shelf, page = Client().get(SHELF), Client().get(course_url("course", course))

    assert [item.title for item in shelf.context["page"]] == ["Keamanan"]
    assert page.context["course"].pk == course.pk


@pytest.mark.parametrize("name", ["cari", "bidang", "tingkat", "lama", "halaman"])
@pytest.mark.parametrize("value", NONSENSE)
def test_nonsense_in_the_address_is_no_failure(name, value):
    factories.course()

    assert Client().get(SHELF, {name: value}).status_code == 200


def test_a_search_that_is_too_long_says_so():
    assert Client().get(SHELF, {"cari": "x" * 101}).context["too_long"] is True


def test_what_was_searched_is_shown_inert():
    body = Client().get(SHELF, {"cari": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>alert" not in body


def test_nothing_found_says_why_and_what_to_do():
    body = Client().get(SHELF, {"cari": "zzz"}).content.decode()

    assert 'class="empty"' in body


@pytest.mark.parametrize("count", [1, 3])
def test_the_shelf_costs_the_same_for_one_and_for_three(client, count, django_assert_num_queries):
    for _ in range(count):
        factories.course()

    with django_assert_num_queries(6):
        client.get(SHELF)


@pytest.mark.parametrize("count", [1, 3])
def test_the_shelf_of_a_stranger_costs_the_same(count, django_assert_num_queries):
    for _ in range(count):
        factories.course()

    with django_assert_num_queries(3):
        Client().get(SHELF)


@pytest.mark.parametrize("count", [1, 3])
def test_a_course_costs_the_same_for_one_and_for_three_lessons(
    client, learner, count, django_assert_num_queries
):
    course = factories.course()
    module = factories.module(course)
    for _ in range(count):
        factories.lesson(module)
        factories.course_skill(course)
    factories.enrolment(user=learner, course=course)
    client.get(course_url("course", course))

    with django_assert_num_queries(8):
        client.get(course_url("course", course))


def test_a_course_shows_how_far_the_learner_is(client, learner):
    enrolment = factories.enrolment(user=learner)
    factories.lesson(factories.module(enrolment.course))

    standing = client.get(course_url("course", enrolment.course)).context["standing"]

    assert (standing.done, standing.total) == (0, 1)


def test_a_course_does_not_show_the_standing_of_others(client):
    enrolment = factories.enrolment()

    assert client.get(course_url("course", enrolment.course)).context["enrolment"] is None


def test_unfinished_prerequisites_are_named(client):
    course, earlier = factories.course(), factories.course(title="Dasar")
    course.prerequisites.add(earlier)
    course.save()

    assert client.get(course_url("course", course)).context["missing"] == [earlier]


@pytest.mark.parametrize("name", ["course", "enrol", "leave"])
def test_drafts_and_nothing_are_not_found(client, name):
    verb = client.get if name == "course" else client.post
    draft = factories.course(live=False)

    found = [verb(reverse(name, args=[pk])).status_code for pk in (draft.pk, 0, 10**30)]

    assert found == [404, 404, 404]


def test_joining_leads_to_the_first_activity(client, learner):
    course = factories.course()
    lesson = factories.lesson(factories.module(course))

    response = client.post(course_url("enrol", course))

    assert response.url == reverse("lesson", args=[course.pk, lesson.pk])
    assert Enrolment.objects.get().user == learner


def test_joining_a_course_without_activities_leads_to_the_course(client):
    course = factories.course()

    assert client.post(course_url("enrol", course)).url == course_url("course", course)


def test_two_clicks_on_join_are_one(client):
    course = factories.course()

    for _ in range(2):
        client.post(course_url("enrol", course))

    assert Enrolment.objects.count() == 1


def test_a_refusal_is_said_on_the_course_page(client):
    course = factories.course(enrolment_policy=EnrolmentPolicy.ASSIGNED)

    response = client.post(course_url("enrol", course), follow=True)

    assert said(response) == ["Pelatihan ini hanya untuk peserta yang ditugaskan."]
    assert Enrolment.objects.count() == 0


def test_leaving_says_what_is_kept(client, learner):
    enrolment = factories.enrolment(user=learner)

    response = client.post(course_url("leave", enrolment.course), follow=True)

    assert said(response) == ["Anda keluar dari pelatihan ini. Kemajuan Anda tetap tersimpan."]
    assert Enrolment.objects.get().state == EnrolmentState.CANCELLED


def test_a_duty_stays_and_says_so(client, learner):
    enrolment = factories.enrolment(user=learner, mandate=factories.mandate())

    response = client.post(course_url("leave", enrolment.course), follow=True)

    assert said(response) == ["Pelatihan yang ditugaskan tidak dapat ditinggalkan."]


def test_the_place_of_another_cannot_be_given_up(client):
    enrolment = factories.enrolment()

    assert client.post(course_url("leave", enrolment.course)).status_code == 404
    assert Enrolment.objects.get().state == EnrolmentState.ACTIVE


def test_joining_and_leaving_need_a_form_and_a_person(client):
    course = factories.course()

    for name in ("enrol", "leave"):
        assert client.get(course_url(name, course)).status_code == 405
        assert Client().post(course_url(name, course)).url.startswith(reverse("account_login"))
    assert client.post(SHELF).status_code == 405
    assert client.post(course_url("course", course)).status_code == 405
    assert Enrolment.objects.count() == 0


def test_a_form_from_another_site_is_refused(learner):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(learner)

    assert strict.post(course_url("enrol", factories.course())).status_code == 403
    assert Enrolment.objects.count() == 0
