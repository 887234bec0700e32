from datetime import date

import pytest

from lms.skills.queries.targets import target_for, target_years
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(db):
    return make.city()


@pytest.fixture
def field(db):
    return make.field()


def promise(unit, field, value: float, year: int = 2026) -> None:
    make.target(indicator=make.indicator(unit=unit, field=field), value=value, year=year)


def target_of(unit, field, year: int = 2026) -> float | None:
    return target_for([unit], [field], year).get((unit.pk, field.pk))


def test_without_any_promise_there_is_no_target(city, field):
    assert target_of(make.unit(parent=city), field) is None


def test_an_opd_without_its_own_has_the_target_of_the_city(city, field):
    promise(city, field, 60)

    assert target_of(make.unit(parent=city), field) == 60


def test_an_opds_own_promise_goes_before_that_of_the_city(city, field):
    opd = make.unit(parent=city)
    promise(city, field, 60)
    promise(opd, field, 75.5)

    assert (target_of(opd, field), target_of(city, field)) == (75.5, 60)


def test_a_unit_inside_an_opd_has_the_target_of_the_opd(city, field):
    opd = make.unit(parent=city)
    promise(opd, field, 75)

    assert target_of(make.unit(parent=opd, kind="bidang"), field) == 75


def test_targets_follow_the_successor(city, field):
    opd = make.unit(parent=city)
    old = make.unit(parent=city, successor=opd, valid_until=date(2025, 12, 31))
    promise(old, field, 70)
    promise(city, field, 60)

    assert target_of(opd, field) == 70


def test_another_year_has_its_own_target(city, field):
    promise(city, field, 60, 2026)

    assert target_of(city, field, 2027) is None


def test_another_field_has_its_own_target(city, field):
    promise(city, field, 60)

    assert target_of(city, make.field()) is None


def test_years_are_those_in_which_anything_is_promised(city, field):
    for year in (2027, 2025):
        make.target(indicator=make.indicator(), year=year)

    assert target_years() == [2025, 2027]


@pytest.mark.parametrize("units", [1, 3])
def test_targets_cost_two_queries_for_any_number_of_units(city, field, units: int, django_assert_num_queries):
    opds = [make.unit(parent=city) for _ in range(units)]

    with django_assert_num_queries(2):
        target_for(opds, [field], 2026)
