from datetime import date

import pytest

from lms.skills.queries.targets import target_for, target_years, targets_by_year
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(db):
    return make.city()


@pytest.fixture
def field(db):
    return make.field()


def indicator_of(unit, field):
    return unit.indicators.filter(field=field).first() or make.indicator(unit=unit, field=field)


def promise(unit, field, value: float, year: int = 2026) -> None:
    make.target(indicator=indicator_of(unit, field), value=value, year=year)


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


def test_targets_follow_every_successor_in_turn(city, field):
    opd = make.unit(parent=city)
    middle = make.unit(parent=city, successor=opd, valid_until=date(2025, 12, 31))
    first = make.unit(parent=city, successor=middle, valid_until=date(2023, 12, 31))
    promise(first, field, 70)
    promise(city, field, 60)

    assert target_of(opd, field) == 70


def test_of_several_that_were_merged_the_last_to_end_is_followed(city, field):
    opd = make.unit(parent=city)
    for year, value in ((2024, 50), (2025, 70), (2023, 80)):
        promise(make.unit(parent=city, successor=opd, valid_until=date(year, 12, 31)), field, value)

    assert target_of(opd, field) == 70


def test_a_nearer_forerunner_goes_before_an_earlier_one(city, field):
    opd = make.unit(parent=city)
    middle = make.unit(parent=city, successor=opd, valid_until=date(2025, 12, 31))
    first = make.unit(parent=city, successor=middle, valid_until=date(2023, 12, 31))
    promise(first, field, 70)
    promise(middle, field, 65)

    assert target_of(opd, field) == 65


def test_a_unit_inside_an_opd_has_what_its_opd_took_over(city, field):
    opd = make.unit(parent=city)
    section = make.unit(parent=opd, kind="bidang")
    promise(make.unit(parent=city, successor=opd, valid_until=date(2025, 12, 31)), field, 70)
    promise(city, field, 60)

    assert (target_of(section, field), target_of(opd, field)) == (70, 70)


def test_a_promise_of_its_own_goes_before_what_a_unit_took_over(city, field):
    opd = make.unit(parent=city)
    promise(make.unit(parent=city, successor=opd, valid_until=date(2025, 12, 31)), field, 70)
    promise(opd, field, 75)

    assert target_of(opd, field) == 75


def test_units_that_succeed_each_other_in_a_ring_are_no_trap(city, field):
    one = make.unit(parent=city)
    other = make.unit(parent=city, successor=one)
    one.successor = other
    one.save()
    promise(other, field, 70)

    assert (target_of(one, field), target_of(other, field)) == (70, 70)


def test_the_successor_of_another_unit_takes_nothing_from_it(city, field):
    promise(make.unit(parent=city, successor=make.unit(parent=city)), field, 70)

    assert target_of(make.unit(parent=city), field) is None


def test_a_unit_outside_of_any_opd_has_the_target_of_the_city(city, field):
    promise(city, field, 60)

    assert target_of(make.unit(parent=city, kind="bagian"), field) == 60


def test_the_promise_of_a_sister_holds_for_nobody_else(city, field):
    promise(make.unit(parent=city), field, 70)

    assert target_of(make.unit(parent=city), field) is None


@pytest.mark.parametrize("value", [0, 0.01, 99.99, 100])
def test_every_percentage_may_be_promised(city, field, value: float):
    promise(city, field, value)

    assert target_of(city, field) == value


def test_every_promised_year_is_there_and_no_other(city, field):
    for year, value in ((2026, 60), (2028, 80)):
        make.target(indicator=indicator_of(city, field), year=year, value=value)

    found = targets_by_year([city], [field])

    assert found == {2026: {(city.pk, field.pk): 60}, 2028: {(city.pk, field.pk): 80}}


def test_each_pair_of_unit_and_field_has_its_own(city):
    opd, fields = make.unit(parent=city), [make.field(), make.field()]
    promise(opd, fields[0], 70)
    promise(city, fields[1], 60)

    found = target_for([opd, city], fields, 2026)

    assert found == {
        (opd.pk, fields[0].pk): 70,
        (opd.pk, fields[1].pk): 60,
        (city.pk, fields[1].pk): 60,
    }


@pytest.mark.parametrize(("units", "fields"), [(0, 1), (1, 0), (0, 0)])
def test_of_nothing_there_is_no_target(city, field, units: int, fields: int):
    promise(city, field, 60)

    assert target_for([city][:units], [field][:fields], 2026) == {}


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
