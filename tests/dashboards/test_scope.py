import pytest
from django.http import Http404

from lms.dashboards.scope import Scope
from lms.people.enums import Role
from lms.people.permissions import Permission
from tests import factories as make
from tests.dashboards.world import YEAR, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db) -> World:
    return World()


def test_hr_of_the_city_begins_with_all_units(world: World):
    assert world.filters().unit is None


def test_the_head_of_an_opd_begins_with_it(world: World):
    head = world.head_of(world.health)

    assert world.filters(head).unit == world.health


def test_a_grant_inside_another_adds_nothing(world: World):
    make.grant(world.hr, Role.OPD_HEAD, world.clinic)

    assert Scope.of(world.hr, Permission.VIEW_COVERAGE).roots == (world.root,)


def test_two_opds_are_a_scope_without_a_home(world: World):
    head = world.head_of(world.health)
    make.grant(head, Role.OPD_HEAD, world.roads)

    scope = Scope.of(head, Permission.VIEW_COVERAGE)

    assert (len(scope.roots), scope.home()) == (2, None)


def test_somebody_without_the_permission_has_no_units(world: World):
    scope = Scope.of(make.user(), Permission.VIEW_COVERAGE)

    assert list(scope.units()) == []


@pytest.mark.parametrize(
    "asked",
    [
        {"opd": "0"},
        {"opd": "abc"},
        {"opd": "-1"},
        {"opd": "9" * 30},
        {"bidang": "tidak-ada"},
        {"skill": "XX-99"},
        {"peran": "raja"},
        {"bidang": "x" * 10_000},
        {"bidang": "\0"},
    ],
)
def test_what_does_not_exist_is_not_found(world: World, asked: dict):
    with pytest.raises(Http404):
        world.filters(**asked)


def test_a_unit_outside_the_scope_is_not_found(world: World):
    head = world.head_of(world.health)

    with pytest.raises(Http404):
        world.filters(head, opd=str(world.roads.pk))


def test_a_unit_below_the_scope_is_found(world: World):
    head = world.head_of(world.health)

    assert world.filters(head, opd=str(world.clinic.pk)).unit == world.clinic


def test_a_skill_brings_its_field_along(world: World):
    filters = world.filters(skill="KS-01")

    assert (filters.skill, filters.field) == (world.phishing, world.safety)


def test_a_skill_of_another_field_than_the_one_beside_it_is_dropped(world: World):
    filters = world.filters(skill="KS-01", bidang="awan")

    assert (filters.skill, filters.field) == (None, world.cloud)


@pytest.mark.parametrize("text", ["", "abc", "20266", "-5"])
def test_a_year_that_is_none_means_this_year(world: World, text: str):
    assert world.filters(tahun=text).year == YEAR


def test_direct_leaves_out_the_units_below(world: World):
    filters = world.filters(opd=str(world.health.pk), langsung="1")

    assert list(filters.units) == [world.health]


def test_what_was_asked_is_kept_without_empty_parts(world: World):
    filters = world.filters(bidang="awan", opd="", lain="x")

    assert dict(filters.asked) == {"bidang": "awan"}
