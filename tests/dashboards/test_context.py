import pytest
from django.test import Client

from lms.people.enums import Role
from tests import factories
from tests.clients import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/pelatihan/"


@pytest.fixture
def person():
    return factories.user()


def frame(client):
    return client.get(PAGE).context["frame"]


def test_a_visitor_has_no_places():
    assert frame(Client()).places == ()


def test_a_person_without_a_role_is_a_learner(person):
    shown = frame(signed_in(person))

    assert (shown.role, shown.role_label) == ("learner", "Peserta")


def test_a_person_with_a_role_looks_through_it(person):
    factories.grant(person, Role.LEADER, factories.city())

    assert frame(signed_in(person)).role == Role.LEADER


def test_a_person_may_look_as_a_learner_or_through_another_of_their_roles(person):
    city = factories.city()
    for role in (Role.LEADER, Role.OPD_HEAD):
        factories.grant(person, role, city)
    client = signed_in(person)

    for role in ("learner", "leader", "opd_head"):
        client.post("/peran/", {"role": role})
        assert frame(client).role == role


@pytest.mark.parametrize("wanted", ["hr", "operator", "x", "", "😀"])
def test_a_role_one_does_not_have_is_ignored(person, wanted):
    client = signed_in(person)

    client.post("/peran/", {"role": wanted})

    assert frame(client).role == "learner"


def test_a_role_that_was_taken_away_is_gone_at_once(person):
    grant = factories.grant(person, Role.LEADER, factories.city())
    client = signed_in(person)
    client.post("/peran/", {"role": "leader"})

    grant.delete()

    assert frame(client).role == "learner"


def test_a_role_that_ran_out_is_gone(person):
    factories.grant(person, Role.LEADER, factories.city(), valid_until=factories.LONG_AGO)

    assert frame(signed_in(person)).role == "learner"


@pytest.mark.parametrize(
    ("cookie", "size"), [("large", "large"), ("larger", "larger"), ('x" onload=', ""), ("", "")]
)
def test_the_text_size_of_the_device_is_one_of_ours(person, cookie, size):
    client = signed_in(person)
    client.cookies["ukuran"] = cookie

    assert client.get(PAGE).context["text_size"] == size


def test_unread_notices_are_ones_own(person):
    factories.notice(recipient=person)
    factories.notice()

    assert frame(signed_in(person)).unread == 1


def test_no_page_shows_the_frame_of_another_person():
    first, second = factories.user(name="Rina Lestari"), factories.user(name="Bayu Pratama")
    signed_in(first).get(PAGE)

    body = signed_in(second).get(PAGE).content.decode()

    assert ("Rina" in body, "Bayu Pratama" in body) == (False, True)


def test_a_name_is_shown_as_text():
    person = factories.user(name="<b>Rina</b>")

    assert "<b>Rina</b>" not in signed_in(person).get(PAGE).content.decode()


def test_the_forms_of_the_frame_carry_the_token_of_their_own_session(person):
    factories.grant(person, Role.LEADER, factories.city())
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person)
    body = strict.get(PAGE).content.decode()
    token = body.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]

    response = strict.post("/peran/", {"role": "learner", "csrfmiddlewaretoken": token})

    assert response.status_code == 302
