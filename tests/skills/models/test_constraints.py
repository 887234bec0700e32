"""What the database itself refuses, and what it just allows."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from lms.skills.models import (
    CoverageCell,
    CoveragePoint,
    CoverageSum,
    Evidence,
    Holding,
    Indicator,
    Level,
    Requirement,
    Seat,
    Tag,
    Target,
)
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 30)


def evidence(**fields) -> Evidence:
    facts = {"level": 2, "source": "course", "reference": "kursus:1", "obtained_on": DAY}
    return Evidence(**(facts | fields))


def cell(**fields) -> CoverageCell:
    return CoverageCell(**({"level": 2, "digital_role": "pengguna"} | fields))


def refused(row) -> bool:
    """Whether the database refuses the row."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(("level", "expected"), [(0, True), (1, False), (5, False), (6, True)])
@pytest.mark.parametrize("make_row", [evidence, Holding])
def test_levels_of_people_are_one_to_five(make_row, level, expected):
    row = make_row(user=make.user(), skill=make.skill(), level=level)

    assert refused(row) == expected


@pytest.mark.parametrize(("level", "expected"), [(0, True), (1, False), (5, False), (6, True)])
def test_levels_of_the_framework_are_one_to_five(level, expected):
    skill = make.skill()
    wanted = Requirement(skill=skill, level=level, post_group="jpt", digital_role="pengguna")
    described = Level(skill=skill, level=level, descriptor="Uraian")

    assert (refused(wanted), refused(described)) == (expected, expected)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, False),
        ({"staff": 3, "met": 3, "holders": 9}, False),
        ({"staff": 3, "met": 4}, True),
        ({"staff": -1, "met": -1}, True),
        ({"staff": 1, "met": -1}, True),
        ({"holders": -1}, True),
    ],
)
def test_the_counts_of_a_cell_are_possible(counts, expected):
    assert refused(cell(unit=make.unit(), skill=make.skill(), **counts)) == expected


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, False),
        ({"staff": 2, "met": 2, "masters": 5}, False),
        ({"staff": 2, "met": 3}, True),
        ({"staff": -1, "met": -1}, True),
        ({"masters": -1}, True),
    ],
)
def test_the_counts_of_a_sum_are_possible(counts, expected):
    row = CoverageSum(unit=make.unit(), skill=make.skill(), digital_role="pengguna", **counts)

    assert refused(row) == expected


@pytest.mark.parametrize(("staff", "met", "expected"), [(0, 0, False), (2, 2, False), (2, 3, True)])
def test_the_counts_of_a_point_are_possible(staff, met, expected):
    row = CoveragePoint(unit=make.unit(), field=make.field(), on=DAY, staff=staff, met=met)

    assert refused(row) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("-0.01", True), ("0", False), ("99.99", False), ("100", False), ("100.01", True)],
)
def test_a_target_is_a_percentage(value, expected):
    assert refused(Target(indicator=make.indicator(), year=2026, value=Decimal(value))) == expected


def test_a_target_is_promised_once_a_year():
    target = make.target(year=2026)

    again = [Target(indicator=target.indicator, year=year, value=1) for year in (2026, 2027)]

    assert [refused(row) for row in again] == [True, False]


def test_a_unit_has_one_indicator_for_each_field():
    first = make.indicator()

    same = Indicator(code="B", name="B", unit=first.unit, field=first.field)
    other = Indicator(code="C", name="C", unit=first.unit, field=make.field())

    assert (refused(same), refused(other)) == (True, False)


def test_the_code_of_an_indicator_is_its_own():
    first = make.indicator()

    assert refused(Indicator(code=first.code, name="B", unit=make.unit(), field=make.field()))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"reference": "kursus:2"}, False),
        ({"source": "external"}, False),
        ({"level": 5}, True),
    ],
)
def test_one_reference_proves_a_skill_of_a_person_once(changes, expected):
    key = {"user": make.user(), "skill": make.skill()}
    evidence(**key).save()

    assert refused(evidence(**(key | changes))) == expected


def test_one_reference_may_prove_it_to_two_people_and_two_skills():
    user, skill = make.user(), make.skill()
    evidence(user=user, skill=skill).save()

    others = [evidence(user=make.user(), skill=skill), evidence(user=user, skill=make.skill())]

    assert [refused(row) for row in others] == [False, False]


def test_a_person_holds_a_skill_once():
    held = Holding.objects.create(user=make.user(), skill=make.skill(), level=1)

    assert refused(Holding(user=held.user, skill=held.skill, level=2))


def test_a_person_has_one_seat():
    seat = {"user": make.user(), "post_group": "jpt", "digital_role": "pengguna"}
    Seat.objects.create(unit=make.unit(), **seat)

    assert refused(Seat(unit=make.unit(), **seat))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [({}, True), ({"level": 3}, False), ({"digital_role": "lainnya"}, False)],
)
def test_a_cell_stands_once_for_its_key(changes, expected):
    key = {"unit": make.unit(), "skill": make.skill()}
    cell(**key).save()

    assert refused(cell(**key, **changes)) == expected


def test_a_sum_stands_once_for_its_key():
    key = {"unit": make.unit(), "skill": make.skill(), "digital_role": "pengguna"}
    CoverageSum.objects.create(**key)

    assert refused(CoverageSum(**key))
    assert not refused(CoverageSum(**(key | {"digital_role": "lainnya"})))


def test_a_point_stands_once_for_its_key():
    key = {"unit": make.unit(), "field": make.field()}
    CoveragePoint.objects.create(on=DAY, **key)

    assert refused(CoveragePoint(on=DAY, **key))
    assert not refused(CoveragePoint(on=date(2026, 6, 30), **key))


def test_a_requirement_stands_once_for_post_role_and_skill():
    first = make.requirement()
    key = {"skill": first.skill, "post_group": first.post_group, "level": 3}

    assert refused(Requirement(digital_role=first.digital_role, **key))
    assert not refused(Requirement(digital_role="lainnya", **key))


def test_a_skill_has_each_level_once():
    skill = make.skill()
    Level.objects.create(skill=skill, level=1, descriptor="a")

    assert refused(Level(skill=skill, level=1, descriptor="b"))


def test_a_tag_stands_once_in_its_scheme():
    Tag.objects.create(scheme="spbe", code="infra", name="Infrastruktur")

    assert refused(Tag(scheme="spbe", code="infra", name="Lain"))
    assert not refused(Tag(scheme="pemdi", code="infra", name="Lain"))
