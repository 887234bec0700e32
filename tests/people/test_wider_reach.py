"""Nobody gets further than their own reach by way of somebody else's account or a role that they hand on."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from lms.people.actions.grants import grant_role, roles_given_by
from lms.people.actions.users import may_get_link, sign_in_link
from lms.people.enums import Role
from lms.people.models import RoleGrant, User
from lms.people.permissions import ROLES, Permission
from tests import factories
from tests.clients import signed_in

pytestmark = pytest.mark.django_db
STOPS_AT_A_UNIT = {Role.HR, Role.OPD_HEAD, Role.LEADER, Role.LECTURER}


@pytest.fixture
def places():
    """A city with two OPDs, and a section below the first."""
    city = factories.city()
    dinas = factories.unit(parent=city)
    other, section = factories.unit(parent=city), factories.unit(parent=dinas, kind="bidang")
    return {"city": city, "dinas": dinas, "other": other, "section": section}


def hr(place) -> User:
    person = factories.user()
    factories.grant(person, Role.HR, place)
    return User.objects.get(pk=person.pk)


def member(place, **fields) -> User:
    return factories.posting(unit=place, user=factories.user(password=None, **fields)).user


@pytest.mark.parametrize(
    ("maker", "role", "where", "may"),
    [
        ("dinas", None, None, True),
        ("dinas", Role.OPD_HEAD, "dinas", True),
        ("dinas", Role.HR, "section", True),
        ("dinas", Role.OPD_HEAD, "other", False),
        ("dinas", Role.HR, "city", False),
        ("dinas", Role.LEADER, "city", False),
        ("dinas", Role.OPERATOR, "city", False),
        ("section", Role.OPD_HEAD, "dinas", False),
        ("city", Role.HR, "city", True),
        ("city", Role.OPERATOR, "city", True),
    ],
)
def test_a_link_into_an_account_reaches_no_further_than_who_makes_it(places, maker, role, where, may):
    """A link sets a password: whoever makes it could sign in as that person, who has none yet."""
    by, person = hr(places[maker]), member(places["section"])
    if role:
        factories.grant(person, role, places[where])
    person = User.objects.get(pk=person.pk)

    assert may_get_link(person, by) is may
    if not may:
        with pytest.raises(PermissionDenied):
            sign_in_link(user=person, by=by)


@pytest.mark.parametrize(("maker", "status"), [("dinas", 403), ("city", 200)])
def test_the_page_refuses_it_too_and_shows_no_button(places, maker, status):
    client = signed_in(hr(places[maker]))
    person = member(places["section"])
    factories.grant(person, Role.HR, places["city"])

    page = client.get(reverse("person", args=[person.pk]))
    answer = client.post(reverse("sign_in_link", args=[person.pk]))

    address = reverse("sign_in_link", args=[person.pk])
    assert (answer.status_code, address in page.text) == (status, status == 200)


@pytest.mark.parametrize(("maker", "may"), [("dinas", False), ("city", True)])
def test_the_account_of_a_superuser_is_opened_from_the_city_only(places, maker, may):
    person = member(places["section"], is_superuser=True)

    assert may_get_link(person, hr(places[maker])) is may


def test_roles_whose_rights_do_not_stop_at_a_unit_are_known_as_such():
    """Jobs, the audit trail and all courses are the same for everybody, whatever unit a grant names."""
    unbounded = {
        Permission.VIEW_JOBS,
        Permission.RETRY_JOBS,
        Permission.VIEW_AUDIT,
        Permission.REVIEW_COURSES,
    }

    assert {role for role, rules in ROLES.items() if rules.permissions & unbounded} == {
        role for role, rules in ROLES.items() if rules.everywhere
    }


@pytest.mark.parametrize("role", Role)
def test_who_keeps_a_part_of_the_city_gives_only_roles_that_stop_there(places, role):
    by, person = hr(places["dinas"]), member(places["section"])

    if role in STOPS_AT_A_UNIT:
        assert grant_role(user=person, role=role, unit=places["dinas"], by=by).pk
    else:
        with pytest.raises(PermissionDenied):
            grant_role(user=person, role=role, unit=places["dinas"], by=by)
    assert RoleGrant.objects.filter(user=person).count() == (role in STOPS_AT_A_UNIT)


@pytest.mark.parametrize("role", Role)
def test_who_keeps_the_city_gives_every_role(places, role):
    person = member(places["section"])

    assert grant_role(user=person, role=role, unit=places["city"], by=hr(places["city"])).role == role


@pytest.mark.parametrize(("maker", "count"), [("dinas", 4), ("city", 6)])
def test_the_form_offers_what_may_be_given(places, maker, count):
    by, person = hr(places[maker]), member(places["section"])
    client = signed_in(by)

    form = client.get(reverse("person", args=[person.pk])).context["grant_form"]
    sent = {"role": Role.OPERATOR, "unit": places[maker].pk}
    answer = client.post(reverse("grant_role", args=[person.pk]), sent)

    assert [value for value, _label in form.fields["role"].choices] == roles_given_by(by)
    assert (len(form.fields["role"].choices), answer.status_code) == (count, 422 if maker == "dinas" else 302)
