from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.enums import EnrolmentState, MandateState
from courses.models import Enrolment, Mandate
from lms.core.models import Job
from lms.people.enums import Role
from tests import factories
from tests.clients import signed_in

pytestmark = pytest.mark.django_db
LIST, NEW = "/penugasan/", "/penugasan/baru/"


@pytest.fixture
def city():
    return factories.city()


@pytest.fixture
def unit(city):
    return factories.unit(parent=city)


@pytest.fixture
def hr(city):
    person = factories.user()
    factories.grant(person, Role.HR, city)
    return person


@pytest.fixture
def client(hr):
    return signed_in(hr)


def asked(scope, **fields):
    defaults = {"unit": scope.pk, "due_on": (timezone.localdate() + timedelta(days=30)).isoformat()}
    if "course" not in fields:
        defaults["course"] = factories.course().pk
    return defaults | fields


def faults(response):
    return (response.status_code, sorted(response.context["form"].errors))


def test_a_first_post_shows_who_is_meant_and_saves_nothing(client, unit):
    person = factories.posting(unit=unit).user

    response = client.post(NEW, asked(unit))

    assert (response.context["count"], list(response.context["people"])) == (1, [person])
    assert Mandate.objects.count() == 0


def test_a_confirmed_post_saves_and_starts_the_work(client, unit, hr, run_jobs):
    person = factories.posting(unit=unit).user

    response = client.post(NEW, asked(unit, confirm="1", note="Wajib."))
    run_jobs()

    mandate = Mandate.objects.get()
    assert response.url == reverse("mandate", args=[mandate.pk])
    assert (mandate.created_by, mandate.note, mandate.state) == (hr, "Wajib.", MandateState.ACTIVE)
    assert Enrolment.objects.get().user == person


def test_the_due_date_is_the_end_of_the_wib_day(client, unit):
    client.post(NEW, asked(unit, confirm="1"))

    due = timezone.localtime(Mandate.objects.get().due_at)

    assert (due.date() - timezone.localdate(), due.hour, due.minute) == (timedelta(days=30), 23, 59)


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"due_on": ""}, ["due_on"]),
        ({"due_on": "kemarin"}, ["due_on"]),
        ({"due_on": "2020-01-01"}, ["due_on"]),
        ({"due_on": "9999-12-31"}, ["due_on"]),
        ({"course": "x"}, ["course"]),
        ({"course": "0"}, ["course"]),
        ({"course": "9" * 30}, ["course"]),
        ({"unit": "9" * 30}, ["unit"]),
        ({"digital_role": "raja"}, ["digital_role"]),
        ({"note": "x" * 301}, ["note"]),
    ],
)
def test_faults_are_named_by_field(client, unit, fields, named):
    response = client.post(NEW, asked(unit, confirm="1", **fields))

    assert faults(response) == (422, named)
    assert Mandate.objects.count() == 0


def test_a_draft_course_cannot_be_given(client, unit):
    response = client.post(NEW, asked(unit, confirm="1", course=factories.course(live=False).pk))

    assert faults(response) == (422, ["course"])


def test_a_unit_outside_ones_scope_cannot_be_chosen(unit):
    head_of_people = factories.user()
    factories.grant(head_of_people, Role.HR, unit)

    response = signed_in(head_of_people).post(NEW, asked(factories.unit(), confirm="1"))

    assert faults(response) == (422, ["unit"])


def test_people_with_ids_of_four_digits_stay_chosen(client, unit):
    """Written as people read numbers (12.345), the id would be lost and the whole unit be meant."""
    chosen = factories.posting(unit=unit, user=factories.user(pk=12_345)).user
    factories.posting(unit=unit)

    html = client.get(NEW, {"unit": unit.pk, "person": chosen.pk}).content.decode()

    assert f'name="person" value="{chosen.pk}"' in html


def test_only_the_chosen_people_of_the_unit_are_meant(client, unit):
    chosen, _other = (factories.posting(unit=unit).user for _ in range(2))
    stranger = factories.posting().user

    response = client.post(NEW, asked(unit, person=[chosen.pk, stranger.pk, "x", "9" * 30]))

    assert [person.pk for person in response.context["people"]] == [chosen.pk]


def test_the_gap_list_prefills_unit_people_and_the_course_that_teaches_the_skill(client, unit):
    taught = factories.course_skill(factories.course())

    response = client.get(NEW, {"unit": unit.pk, "skill": taught.skill_id, "person": "7"})

    assert response.context["form"].initial["course"] == taught.course_id
    assert response.context["chosen"] == [7]


@pytest.mark.parametrize("value", ["x", "", "9" * 30, "9" * 5_000, "-1", "²", "\x00"])
@pytest.mark.parametrize("name", ["unit", "skill", "course", "person", "peran"])
def test_nonsense_in_the_prefill_is_no_failure(client, name, value):
    assert client.get(NEW, {name: value}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(client, city, count, django_assert_num_queries):
    for _ in range(count):
        factories.enrolment(mandate=factories.mandate(unit=city))

    with django_assert_num_queries(5):
        client.get(LIST)


def test_the_list_counts_people_and_finishers(client, unit):
    mandate = factories.mandate(unit=unit)
    factories.enrolment(mandate=mandate)
    factories.finished(mandate=mandate)

    (row,) = client.get(LIST).context["page"]

    assert (row.people, row.finished) == (2, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_a_mandate_costs_the_same_for_one_and_for_three(client, unit, count, django_assert_num_queries):
    mandate = factories.mandate(unit=unit)
    for _ in range(count):
        factories.enrolment(mandate=mandate)

    with django_assert_num_queries(9):
        client.get(reverse("mandate", args=[mandate.pk]))


def test_a_mandate_shows_the_progress_of_its_job(client, unit):
    job = Job.objects.create(kind="courses.apply_mandate", progress_done=500, progress_total=900)
    mandate = factories.mandate(unit=unit, job=job)

    assert client.get(reverse("mandate", args=[mandate.pk])).context["mandate"].job == job


def test_withdrawing_takes_the_duty_back(client, unit):
    mandate = factories.mandate(unit=unit)
    factories.enrolment(mandate=mandate, due_at=mandate.due_at)

    response = client.post(reverse("mandate_withdraw", args=[mandate.pk]))

    assert response.url == reverse("mandate", args=[mandate.pk])
    assert Mandate.objects.get().state == MandateState.WITHDRAWN
    assert Enrolment.objects.get().due_at is None


def test_mandates_outside_ones_scope_do_not_exist(unit):
    person = factories.user()
    factories.grant(person, Role.HR, unit)
    foreign = factories.mandate()

    client = signed_in(person)

    assert list(client.get(LIST).context["page"]) == []
    assert client.get(reverse("mandate", args=[foreign.pk])).status_code == 404
    assert client.post(reverse("mandate_withdraw", args=[foreign.pk])).status_code == 404
    assert Mandate.objects.get().state == MandateState.APPLYING


@pytest.mark.parametrize("role", [None, *(role for role in Role if role != Role.HR)])
def test_members_without_the_right_are_refused(role, city, unit):
    person = factories.user()
    if role:
        factories.grant(person, role, city)
    client, mandate = signed_in(person), factories.mandate(unit=unit)

    found = [
        client.get(LIST),
        client.get(NEW),
        client.post(NEW, asked(unit, confirm="1")),
        client.get(reverse("mandate", args=[mandate.pk])),
        client.post(reverse("mandate_withdraw", args=[mandate.pk])),
    ]

    assert [response.status_code for response in found] == [403] * 5
    assert [row.state for row in Mandate.objects.all()] == [MandateState.APPLYING]


def test_anonymous_is_sent_to_sign_in(unit):
    for address in (LIST, NEW, reverse("mandate", args=[factories.mandate(unit=unit).pk])):
        assert Client().get(address).url.startswith(reverse("account_login"))


def test_wrong_verbs_are_refused(client, unit):
    pk = factories.mandate(unit=unit).pk

    assert client.post(LIST).status_code == 405
    assert client.put(NEW).status_code == 405
    assert client.post(reverse("mandate", args=[pk])).status_code == 405
    assert client.get(reverse("mandate_withdraw", args=[pk])).status_code == 405


@pytest.mark.parametrize("number", ["x", "0", "-1", "9" * 5_000])
def test_nonsense_for_a_page_number_is_no_failure(client, number):
    assert client.get(LIST, {"halaman": number}).status_code == 200


def test_those_who_did_not_finish_come_first(client, unit):
    mandate = factories.mandate(unit=unit)
    factories.finished(mandate=mandate)
    factories.enrolment(mandate=mandate)

    rows = client.get(reverse("mandate", args=[mandate.pk])).context["page"]

    assert [row.state for row in rows] == [EnrolmentState.ACTIVE, EnrolmentState.COMPLETED]


def test_a_duty_is_narrowed_by_post_class_and_gap(client, unit):
    skill = factories.skill()
    person = factories.posting(unit=unit, user=factories.user(golongan="III/a")).user
    factories.posting(unit=unit, user=factories.user(golongan="II/a"))
    narrowed = {"golongan": ["III"], "post_groups": ["pelaksana"], "skill": skill.pk, "skill_level": "2"}

    shown = client.post(NEW, asked(unit, **narrowed))
    client.post(NEW, asked(unit, confirm="1", **narrowed))

    made = Mandate.objects.get()
    assert list(shown.context["people"]) == [person]
    assert (made.golongan, made.post_groups, made.skill, made.skill_level) == (
        ["III"],
        ["pelaksana"],
        skill,
        2,
    )


def test_a_relative_due_date_is_kept(client, unit):
    client.post(NEW, asked(unit, confirm="1", due_days="14"))

    assert Mandate.objects.get().due_days == 14


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("due_days", "0"),
        ("golongan", ["XX"]),
        ("post_groups", ["raja"]),
        ("skill", "99"),
        ("skill_level", "6"),
    ],
)
def test_what_cannot_narrow_is_refused(client, unit, field, value):
    assert faults(client.post(NEW, asked(unit, **{field: value}))) == (422, [field])


def test_the_preview_says_who_has_passed_already(client, unit):
    course = factories.course()
    factories.finished(course=course, user=factories.posting(unit=unit).user)

    context = client.post(NEW, asked(unit, course=course.pk)).context

    assert (context["count"], context["finished"]) == (1, 1)


@pytest.fixture
def duty(unit):
    mandate = factories.mandate(unit=unit)
    person = factories.posting(unit=unit).user
    factories.enrolment(user=person, course=mandate.course, mandate=mandate, due_at=mandate.due_at)
    return mandate, person


def test_somebody_is_exempt_with_a_reason(client, duty):
    mandate, person = duty

    client.post(reverse("mandate_exempt", args=[mandate.pk]), {"person": person.pk, "reason": "Cuti besar"})

    (row,) = client.get(reverse("mandate", args=[mandate.pk])).context["exemptions"]
    assert (row.user, row.reason) == (person, "Cuti besar")


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"reason": ""}, "reason"), ({"until": "2020-01-01"}, "until"), ({"person": 0}, "person")],
)
def test_an_exemption_that_cannot_be_is_refused(client, duty, changes, field):
    mandate, person = duty
    data = {"person": person.pk, "reason": "Cuti"} | changes

    assert faults(client.post(reverse("mandate_exempt", args=[mandate.pk]), data)) == (422, [field])


def test_an_exemption_of_another_city_cannot_be_ended(client, duty, hr):
    mandate, person = duty
    elsewhere = signed_in(factories.grant(factories.user(), Role.HR, factories.unit()).user)
    row = mandate.exemptions.create(user=person, reason="Cuti", by=hr)

    assert elsewhere.post(reverse("exemption_end", args=[row.pk])).status_code == 404
    assert client.post(reverse("exemption_end", args=[row.pk])).status_code == 302
