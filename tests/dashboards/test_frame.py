import pytest
from django.test import Client

from lms.dashboards.frame import Frame
from lms.people.enums import Role
from tests import factories as make
from tests.clients import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/pelatihan/"


def frame(client: Client) -> Frame:
    return client.get(PAGE).context["frame"]


def person_with(*roles: Role):
    person, city = make.user(), make.city()
    for role in roles:
        make.grant(person, role, city)
    return person


@pytest.mark.parametrize(
    ("roles", "offered"),
    [
        ([], ["learner"]),
        ([Role.LEADER], ["learner", "leader"]),
        ([Role.OPERATOR, Role.HR], ["learner", "hr", "operator"]),
        (list(Role), ["learner", *(role.value for role in Role)]),
    ],
)
def test_roles_are_offered_in_one_order_after_the_learners(roles, offered):
    shown = frame(signed_in(person_with(*roles)))

    assert [value for value, _label in shown.roles] == offered


@pytest.mark.parametrize("role", Role)
def test_every_role_is_named_and_looked_through_by_whoever_has_only_it(role):
    shown = frame(signed_in(person_with(role)))

    assert (shown.role, shown.role_label) == (role.value, str(role.label))


def test_a_role_of_two_units_is_offered_once():
    person = person_with(Role.OPD_HEAD)
    make.grant(person, Role.OPD_HEAD, make.unit())

    assert [value for value, _label in frame(signed_in(person)).roles] == ["learner", "opd_head"]


def test_the_first_role_is_taken_until_another_is_chosen():
    client = signed_in(person_with(Role.LEADER, Role.OPD_HEAD))

    before = frame(client).role
    client.post("/peran/", {"role": "leader"})

    assert (before, frame(client).role) == ("opd_head", "leader")


def test_a_chosen_role_is_forgotten_with_the_session():
    person = person_with(Role.LEADER, Role.OPD_HEAD)
    client = signed_in(person)
    client.post("/peran/", {"role": "leader"})

    assert frame(signed_in(person)).role == "opd_head"


@pytest.mark.parametrize(("language", "label"), [("id", "Pimpinan"), ("en", "Leadership")])
def test_the_frame_speaks_the_language_of_the_page_for_everybody(language, label):
    client = signed_in(person_with(Role.LEADER))
    client.post("/bahasa/", {"language": language, "next": PAGE})

    labels = [frame(one).role_label for one in (client, signed_in(person_with(Role.LEADER)))]

    assert labels == [label, "Pimpinan"]


@pytest.mark.parametrize("unread", [0, 1, 3])
def test_unread_notices_are_counted(unread):
    person = make.user()
    for _ in range(unread):
        make.notice(recipient=person)

    assert frame(signed_in(person)).unread == unread


def test_a_visitor_sees_no_role_and_no_name():
    assert frame(Client()) == Frame()
