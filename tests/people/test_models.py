from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from lms.people.enums import Role
from lms.people.models import Posting, RoleGrant, Unit, User
from lms.people.permissions import ROLES, Permission
from lms.people.sheets.sample import sample_nip
from tests import factories

pytestmark = pytest.mark.django_db


def test_unit_knows_its_path_and_opd():
    city = factories.city()
    opd = factories.unit(parent=city)
    section = factories.unit(parent=opd, kind="bidang")

    assert section.path == f"/{city.pk}/{opd.pk}/{section.pk}/"
    assert (city.opd, opd.opd, section.opd) == (None, opd, opd)


def test_moved_unit_takes_everything_below_it_along():
    first, second = factories.unit(), factories.unit()
    section = factories.unit(parent=first, kind="bidang")
    team = factories.unit(parent=section, kind="bidang")

    section.parent = second
    section.save()

    team.refresh_from_db()
    assert (team.path, team.opd) == (f"{second.path}{section.pk}/{team.pk}/", second)


def test_unit_below_never_matches_a_longer_id():
    units = [factories.unit() for _ in range(12)]

    assert [unit.pk for unit in Unit.objects.below(units[0])] == [units[0].pk]


def test_unit_cannot_end_before_it_begins():
    with pytest.raises(IntegrityError):
        factories.unit(valid_from=date(2020, 1, 1), valid_until=date(2019, 1, 1))


@pytest.mark.parametrize(
    ("begins", "ends", "current"), [(-5, None, True), (0, 0, True), (1, None, False), (-5, -1, False)]
)
def test_posting_is_current_between_its_dates(begins, ends, current):
    today = timezone.localdate()
    until = None if ends is None else today + timedelta(days=ends)
    factories.posting(valid_from=today + timedelta(days=begins), valid_until=until)

    assert Posting.objects.current().exists() is current


def test_person_has_one_open_posting():
    posting = factories.posting()

    with pytest.raises(IntegrityError):
        factories.posting(user=posting.user)


@pytest.mark.parametrize("nip", ["123", "19900101201801190x"])
def test_database_refuses_a_malformed_number(nip):
    with pytest.raises(IntegrityError):
        factories.user(nip=nip)


def test_many_people_may_have_no_number():
    assert [factories.user().nip, factories.user().nip] == [None, None]


def test_full_name_carries_both_titles():
    person = User(name="Rina Lestari", title_front="Dr.", title_back="S.Kom.")

    assert (person.full_name, person.get_short_name()) == ("Dr. Rina Lestari, S.Kom.", "Rina")


def test_open_grant_exists_once_for_person_role_and_unit():
    grant = factories.grant(factories.user(), Role.HR, factories.city())

    with pytest.raises(IntegrityError):
        factories.grant(grant.user, Role.HR, grant.unit)


def test_ended_grant_gives_nothing():
    person = factories.user()
    factories.grant(person, Role.HR, factories.city(), valid_until=timezone.localdate() - timedelta(days=1))

    assert not person.can(Permission.VIEW_STAFF)


def test_grant_of_tomorrow_gives_nothing_yet():
    person = factories.user()
    factories.grant(person, Role.HR, factories.city(), valid_from=timezone.localdate() + timedelta(days=1))

    assert not RoleGrant.objects.current().filter(user=person).exists()


def test_grant_reaches_below_its_unit_and_not_beside():
    city = factories.city()
    mine, other = factories.unit(parent=city), factories.unit(parent=city)
    section = factories.unit(parent=mine, kind="bidang")
    person = factories.user()
    factories.grant(person, Role.OPD_HEAD, mine)

    reach = [person.may_in(Permission.VIEW_STAFF, unit) for unit in (city, mine, section, other)]

    assert reach == [False, True, True, False]


def people(viewer):
    return set(User.objects.visible_to(viewer))


def test_without_a_role_one_sees_oneself():
    viewer = factories.user()
    factories.posting()

    assert people(viewer) == {viewer}


def test_head_sees_the_unit_and_those_below_today():
    city = factories.city()
    mine = factories.unit(parent=city)
    viewer = factories.user()
    factories.grant(viewer, Role.OPD_HEAD, mine)
    below = factories.posting(unit=factories.unit(parent=mine, kind="bidang")).user
    factories.posting(unit=mine, valid_until=date(2021, 1, 1))
    factories.posting(unit=factories.unit(parent=city))

    assert people(viewer) == {viewer, below}


@pytest.mark.parametrize("role", [Role.LEADER, Role.LECTURER, Role.REVIEWER, Role.OPERATOR])
def test_roles_without_staff_rights_see_nobody_else(role):
    viewer = factories.user()
    factories.grant(viewer, role, factories.city())
    factories.posting()

    assert people(viewer) == {viewer}


def test_hr_of_the_city_sees_everybody():
    viewer, other = factories.user(), factories.user()
    factories.grant(viewer, Role.HR, factories.city())

    assert people(viewer) == {viewer, other}


def test_search_by_number_matches_its_beginning_only():
    factories.user(nip=sample_nip(1))

    assert not User.objects.get_queryset().search(sample_nip(1)[4:]).exists()


@pytest.mark.parametrize("role", Role)
def test_every_role_says_what_it_may(role):
    assert str(ROLES[role].sentence).endswith(".")


def test_who_holds_other_peoples_data_or_writes_needs_a_second_factor():
    needing = {role for role, rules in ROLES.items() if rules.second_factor}

    assert needing == {Role.HR, Role.LECTURER, Role.REVIEWER, Role.OPERATOR}
