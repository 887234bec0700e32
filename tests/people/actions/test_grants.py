from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from lms.audit.models import Event
from lms.core.models import Notice
from lms.people.actions.grants import grant_role, revoke_role
from lms.people.actions.groups import sync_all
from lms.people.enums import Role
from lms.people.models import RoleGrant
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def root():
    return factories.city()


@pytest.fixture
def dinas(root):
    return factories.unit(parent=root)


@pytest.fixture
def hr(dinas):
    person = factories.user()
    factories.grant(person, Role.HR, dinas)
    return person


def groups(person):
    return sorted(person.groups.values_list("name", flat=True))


def test_role_is_granted_told_and_audited(hr, dinas):
    person = factories.user()

    grant = grant_role(user=person, role=Role.OPD_HEAD, unit=dinas, by=hr)

    assert (grant.granted_by, person.has_role(Role.OPD_HEAD)) == (hr, True)
    assert Event.objects.get().after == {"role": "opd_head", "unit": dinas.code}
    assert Notice.objects.get().recipient == person


def test_granting_twice_keeps_one_grant(hr, dinas):
    person = factories.user()

    grants = [grant_role(user=person, role=Role.OPD_HEAD, unit=dinas, by=hr) for _ in range(2)]

    assert grants[0] == grants[1]
    assert Event.objects.count() == 1


def test_nobody_grants_beyond_their_scope(hr, root):
    with pytest.raises(PermissionDenied):
        grant_role(user=factories.user(), role=Role.OPD_HEAD, unit=root, by=hr)


def test_nobody_revokes_beyond_their_scope(hr, root):
    grant = factories.grant(factories.user(), Role.LEADER, root)

    with pytest.raises(PermissionDenied):
        revoke_role(grant=grant, by=hr)


def test_revoked_role_ends_at_once_and_stays_on_record(hr, dinas):
    grant = factories.grant(factories.user(), Role.OPD_HEAD, dinas)

    revoke_role(grant=grant, by=hr)

    assert RoleGrant.objects.get(pk=grant.pk).valid_until == timezone.localdate() - timedelta(days=1)
    assert not RoleGrant.objects.current().filter(pk=grant.pk).exists()


def test_role_revoked_on_its_first_day_is_removed(hr, dinas):
    grant = factories.grant(factories.user(), Role.OPD_HEAD, dinas, valid_from=timezone.localdate())

    revoke_role(grant=grant, by=hr)

    assert not RoleGrant.objects.filter(pk=grant.pk).exists()


@pytest.mark.parametrize(("role", "names"), [(Role.LECTURER, ["Pengampu"]), (Role.REVIEWER, ["Penelaah"])])
def test_group_follows_the_role(dinas, role, names):
    person = factories.user()

    grant = grant_role(user=person, role=role, unit=dinas, by=None)
    joined = groups(person)
    revoke_role(grant=grant, by=None)

    assert (joined, groups(person)) == (names, [])


def test_roles_without_group_join_none(dinas):
    person = factories.user()

    grant_role(user=person, role=Role.LEADER, unit=dinas, by=None)

    assert groups(person) == []


def test_nightly_run_follows_the_calendar(dinas):
    person, stranger = factories.user(), factories.user()
    factories.grant(person, Role.LECTURER, dinas)
    RoleGrant.objects.update(valid_until=timezone.localdate() - timedelta(days=1))
    Group.objects.get(name="Pengampu").user_set.add(stranger)

    assert sync_all() == 2
    assert (groups(person), groups(stranger)) == ([], [])
