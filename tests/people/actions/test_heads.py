from datetime import timedelta

import pytest
from django.utils import timezone

from lms.people.actions.postings import end_posting, post
from lms.people.enums import Role
from lms.people.models import RoleGrant, User
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def health():
    return make.unit(parent=make.city())


@pytest.fixture
def head(health):
    user = make.posting(unit=health).user
    make.grant(user, Role.OPD_HEAD, health)
    return user


def roles(user):
    return User.objects.get(pk=user.pk).roles


def move(user, unit, on=TODAY):
    post(user=user, unit=unit, position=make.position(), on=on, by=None)


def test_a_head_who_moves_loses_the_old_unit_at_once(head, health):
    move(head, make.unit(parent=health.parent))

    assert roles(head) == []


def test_a_head_who_moves_inside_the_unit_keeps_it(head, health):
    move(head, make.unit(parent=health, kind="bidang"))

    assert roles(head) == [Role.OPD_HEAD]


def test_a_head_without_a_post_is_no_head(head):
    end_posting(user=head, on=TODAY, by=None)

    assert roles(head) == []


def test_a_move_of_next_week_takes_the_role_next_week(head, health):
    move(head, make.unit(parent=health.parent), on=TODAY + timedelta(days=7))

    assert roles(head) == [Role.OPD_HEAD]
    assert RoleGrant.objects.get().valid_until == TODAY + timedelta(days=6)


def test_an_acting_head_of_another_unit_stays_it(head, health):
    other = make.unit(parent=health.parent)
    make.grant(head, Role.OPD_HEAD, other)

    move(head, make.unit(parent=health.parent))

    assert list(RoleGrant.objects.current().values_list("unit", flat=True)) == [other.pk]


def test_other_roles_stay(head, health):
    make.grant(head, Role.HR, health)

    move(head, make.unit(parent=health.parent))

    assert roles(head) == [Role.HR]
