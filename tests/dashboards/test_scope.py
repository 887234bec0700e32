import pytest
from django.http import Http404

from lms.dashboards.scope import Scope
from lms.people.enums import Role
from lms.people.permissions import Permission
from tests import factories as make
from tests.dashboards.world import YEAR, World, yesterday

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


WRONG = [
    ("opd", "0"),
    ("opd", "-1"),
    ("opd", "1.0"),
    ("opd", "1e3"),
    ("opd", "0x1"),
    ("opd", "²"),
    ("opd", "9" * 18),
    ("opd", "9" * 19),
    ("opd", "9" * 101),
    ("opd", "1\0"),
    ("opd", "1 OR 1=1"),
    ("opd", "None"),
    ("bidang", "Keamanan"),
    ("bidang", "keamanan\0"),
    ("bidang", "%"),
    ("bidang", "keamanan' --"),
    ("skill", "ks-01"),
    ("skill", "KS-01\0"),
    ("skill", "KS-0_"),
    ("skill", "K" * 101),
    ("peran", "PENGGUNA"),
    ("peran", "pengguna,lainnya"),
    ("peran", "\0"),
    ("tahun", "2" * 101),
    ("tahun", "2026\0"),
    ("langsung", "1\0"),
]


@pytest.mark.parametrize(("name", "text"), WRONG)
def test_a_wrong_value_is_not_found_whoever_asks(world: World, name: str, text: str):
    for viewer in (world.hr, world.head_of(world.health)):
        with pytest.raises(Http404):
            world.filters(viewer, **{name: text})


@pytest.mark.parametrize("name", ["opd", "bidang", "skill", "peran", "tahun", "langsung"])
@pytest.mark.parametrize("text", ["", " ", "\t\n"])
def test_an_empty_value_is_as_if_it_was_not_asked(world: World, name: str, text: str):
    filters = world.filters(**{name: text})

    assert (dict(filters.asked), filters) == ({}, world.filters())


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        ("bidang", " awan ", "awan"),
        ("skill", "KS-01\n", "KS-01"),
        ("peran", " pengguna", "pengguna"),
        ("tahun", "2030 ", "2030"),
    ],
)
def test_space_around_a_value_does_no_harm(world: World, name: str, text: str, kept: str):
    assert dict(world.filters(**{name: text}).asked) == {name: kept}


@pytest.mark.parametrize("text", ["0", "2", "true", "ya", "11"])
def test_direct_is_asked_for_with_one_only(world: World, text: str):
    assert not world.filters(opd=str(world.health.pk), langsung=text).direct


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2030", 2030),
        ("1999", 1999),
        ("0000", 0),
        ("9999", 9999),
        ("٢٠٣٠", 2030),
        ("203", YEAR),
        ("2030.0", YEAR),
    ],
)
def test_a_year_has_four_digits(world: World, text: str, year: int):
    assert world.filters(tahun=text).year == year


@pytest.mark.parametrize(
    ("asked", "field", "skill"),
    [
        ({}, None, None),
        ({"bidang": "awan"}, "awan", None),
        ({"skill": "AW-01"}, "awan", "AW-01"),
        ({"skill": "AW-01", "bidang": "awan"}, "awan", "AW-01"),
        ({"skill": "AW-01", "bidang": "keamanan"}, "keamanan", None),
    ],
)
def test_field_and_skill_fit_together(world: World, asked: dict, field: str | None, skill: str | None):
    filters = world.filters(**asked)

    found = filters.field.slug if filters.field else None, filters.skill.code if filters.skill else None
    assert found == (field, skill)


def test_a_wrong_field_beside_a_skill_is_not_found(world: World):
    with pytest.raises(Http404):
        world.filters(skill="AW-01", bidang="tidak-ada")


@pytest.mark.parametrize(
    ("role", "label"),
    [("", ""), ("pengguna", "Pengguna layanan digital"), ("lainnya", "Lainnya")],
)
def test_the_digital_role_has_its_name(world: World, role: str, label: str):
    assert world.filters(peran=role).role_label == label


class TestUnits:
    """Which unit of the tree each viewer may name."""

    @pytest.fixture
    def section(self, world: World):
        return make.unit(name="Bagian Umum", kind="bagian", parent=world.root)

    @pytest.mark.parametrize(
        ("viewer", "found"),
        [
            ("root", ["root", "health", "clinic", "roads", "section"]),
            ("health", ["health", "clinic"]),
            ("clinic", ["clinic"]),
            ("roads", ["roads"]),
            ("section", ["section"]),
        ],
    )
    def test_it_is_ones_own_and_those_below(self, world: World, section, viewer: str, found: list[str]):
        world.section = section
        head = world.head_of(getattr(world, viewer))

        names = ["root", "health", "clinic", "roads", "section"]
        assert [name for name in names if named(world, head, getattr(world, name))] == found

    def test_a_unit_that_has_ended_can_still_be_looked_at(self, world: World):
        world.clinic.valid_until = yesterday()
        world.clinic.save()

        assert world.filters(opd=str(world.clinic.pk)).unit == world.clinic

    def test_a_unit_that_moves_away_is_out_of_reach(self, world: World):
        head = world.head_of(world.health)
        world.clinic.parent = world.roads
        world.clinic.save()

        assert not named(world, head, world.clinic)

    def test_a_right_that_ran_out_reaches_nothing(self, world: World):
        head = make.user()
        make.grant(head, Role.OPD_HEAD, world.health, valid_until=yesterday())

        assert not named(world, head, world.health)

    def test_another_right_in_the_same_unit_reaches_nothing(self, world: World):
        lecturer = make.user()
        make.grant(lecturer, Role.LECTURER, world.root)

        assert not named(world, lecturer, world.health)

    @pytest.mark.parametrize(
        ("roots", "home", "over_opds"),
        [
            (["root"], None, True),
            (["health"], "health", False),
            (["clinic"], "clinic", False),
            (["section"], None, True),
            (["health", "roads"], None, False),
            (["root", "health"], None, True),
            (["section", "health"], None, False),
        ],
    )
    def test_where_the_map_begins(self, world: World, section, roots, home, over_opds):
        world.section, head = section, make.user()
        for name in roots:
            make.grant(head, Role.OPD_HEAD, getattr(world, name))

        filters = world.filters(head)

        assert filters.unit == (getattr(world, home) if home else None)
        assert filters.over_opds == over_opds


def named(world: World, viewer, unit) -> bool:
    try:
        return world.filters(viewer, opd=str(unit.pk)).unit == unit
    except Http404:
        return False


def test_one_right_given_twice_is_one_root(world: World):
    make.grant(world.hr, Role.OPD_HEAD, world.root)

    assert Scope.of(world.hr, Permission.VIEW_COVERAGE).roots == (world.root,)


def test_leaders_have_a_scope_for_the_summary_alone(world: World):
    leader = world.leader()

    roots = [Scope.of(leader, right).roots for right in (Permission.VIEW_SUMMARY, Permission.VIEW_COVERAGE)]
    assert roots == [(world.root,), ()]


def test_units_of_two_roots_are_those_below_either(world: World):
    head = world.head_of(world.clinic)
    make.grant(head, Role.OPD_HEAD, world.roads)

    assert set(world.filters(head).units) == {world.clinic, world.roads}


@pytest.mark.parametrize(
    ("asked", "count"), [({}, 1), ({"opd": 1}, 2), ({"bidang": "awan"}, 2), ({"skill": "KS-01"}, 2)]
)
def test_reading_costs_a_fixed_number_of_queries(world: World, asked, count, django_assert_num_queries):
    asked = asked | {name: str(world.health.pk) for name in asked if name == "opd"}
    viewer = type(world.hr).objects.get(pk=world.hr.pk)

    with django_assert_num_queries(count):
        world.filters(viewer, **asked)
