import pytest
from django.urls import reverse
from django.utils import timezone

from lms.audit.models import Event
from lms.people.enums import Role
from lms.people.models import User
from tests import factories
from tests.people.views.entering import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return factories.city()


@pytest.fixture
def hr(client, city):
    return enter(client, Role.HR, city, name="Hana HR")


@pytest.fixture
def leaver():
    return factories.user(name="Rina Lestari", is_active=False, left_on=timezone.localdate())


def address(name: str, person: User) -> str:
    return reverse(name, args=[person.pk])


def test_the_page_says_what_goes_what_stays_and_why(client, hr, leaver):
    page = client.get(address("anonymise", leaver))

    assert "Catatan belajar dan jawaban periksa diri" in page.context["removed"]
    assert "Sertifikat dengan nama dan NIP seperti yang tercetak" in [
        what for what, _why in page.context["kept"]
    ]
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("sent", "faults"), [({"reason": "x"}, ["sure"]), ({"sure": "on"}, ["reason"]), ({}, ["reason", "sure"])]
)
def test_reason_and_confirmation_are_both_needed(client, hr, leaver, sent, faults):
    answer = client.post(address("anonymise", leaver), sent)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, faults)
    assert User.objects.get(pk=leaver.pk).anonymised_at is None


def test_with_both_the_person_is_forgotten(client, hr, leaver):
    answer = client.post(address("anonymise", leaver), {"reason": "Permintaan", "sure": "on"})

    assert (answer.status_code, answer.url) == (302, reverse("leavers"))
    assert Event.objects.get(act="people.anonymise").actor == hr
    assert User.objects.get(pk=leaver.pk).name == f"Anonim {leaver.pk}"


def test_what_stands_in_the_way_is_said_and_there_is_no_form(client, hr):
    person = factories.posting().user

    page = client.get(address("anonymise", person)).text

    assert ("Akunnya masih terbuka" in page, "Anonimkan akun ini" in page) == (True, False)


def test_sent_all_the_same_it_is_refused(client, hr):
    person = factories.posting().user

    answer = client.post(address("anonymise", person), {"reason": "x", "sure": "on"})

    assert (answer.status_code, User.objects.get(pk=person.pk).anonymised_at) == (422, None)


def test_a_hold_shows_in_the_list_and_can_be_released(client, hr, leaver):
    client.post(address("legal_hold", leaver), {"held": "1", "reason": "Perkara 7"})
    held = client.get(reverse("leavers")).text
    client.post(address("legal_hold", leaver), {"held": "0", "reason": "Selesai"})

    assert "Ditahan untuk perkara hukum" in held
    assert not User.objects.get(pk=leaver.pk).legal_hold


def test_a_hold_needs_a_reason(client, hr, leaver):
    answer = client.post(address("legal_hold", leaver), {"held": "1"})

    assert (answer.status_code, list(answer.context["hold_form"].errors)) == (422, ["reason"])


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(client, hr, count, django_assert_num_queries):
    for _ in range(count):
        factories.user(is_active=False, left_on=timezone.localdate())
    client.get(reverse("leavers"))

    with django_assert_num_queries(5):
        assert len(client.get(reverse("leavers")).context["rows"]) == count


def test_hr_of_one_unit_finds_nobody_there(client, city, leaver):
    enter(client, Role.HR, factories.unit(parent=city))

    assert client.get(reverse("leavers")).context["rows"] == []
    assert client.get(address("anonymise", leaver)).status_code == 404


def test_an_anonymised_account_cannot_be_touched_any_more(client, hr, leaver):
    client.post(address("anonymise", leaver), {"reason": "Permintaan", "sure": "on"})

    routes = ("set_active", "set_digital_role", "change_number", "sign_in_link", "grant_role", "anonymise")
    assert {client.post(address(name, leaver), {"aktif": "1"}).status_code for name in routes} == {404}
    assert "Dianonimkan" in client.get(address("person", leaver)).text


def test_the_list_of_staff_leaves_anonymised_accounts_out(client, hr, leaver):
    client.post(address("anonymise", leaver), {"reason": "Permintaan", "sure": "on"})

    assert list(client.get(reverse("staff")).context["page"].object_list) == [hr]
