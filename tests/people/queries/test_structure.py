from datetime import timedelta

import pytest
from django.utils import timezone

from lms.people.models import FormerUnit
from lms.people.queries.structure import landings, staffed_tree, tree_on
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def ago(days):
    return TODAY - timedelta(days=days)


def former(unit, days, **facts):
    defaults = {"name": "Nama lama", "kind": unit.kind, "parent": unit.parent}
    return FormerUnit.objects.create(unit=unit, until=ago(days), **(defaults | facts))


def test_a_unit_bears_the_name_of_the_day():
    unit = make.unit(name="Nama kini")
    former(unit, 10, name="Nama kedua")
    former(unit, 100, name="Nama pertama")

    names = [tree_on(ago(days)).nodes[unit.pk].name for days in (200, 100, 99, 10, 9, 0)]

    assert names == ["Nama pertama"] * 2 + ["Nama kedua"] * 2 + ["Nama kini"] * 2


def test_a_unit_stands_where_it_stood():
    city = make.city()
    here, there = make.unit(parent=city), make.unit(parent=city)
    section = make.unit(parent=here, kind="bidang")
    former(section, 30, parent=there)

    assert [tree_on(ago(days)).opd(section.pk) for days in (31, 30, 29)] == [there.pk, there.pk, here.pk]


def test_units_that_had_not_begun_or_had_ended_are_not_there():
    new = make.unit(valid_from=ago(5))
    old = make.unit(valid_until=ago(6))

    assert [sorted(tree_on(ago(days)).nodes) for days in (6, 5)] == [[old.pk], [new.pk]]


def test_staff_are_those_of_the_day():
    unit = make.unit()
    make.posting(unit=unit, valid_until=ago(3))
    make.posting(unit=unit, valid_from=ago(2))
    make.posting(unit=unit)

    assert [staffed_tree(ago(days)).staff for days in (3, 2)] == [{unit.pk: 2}, {unit.pk: 2}]


def test_landings_are_where_things_stand_today():
    today = make.unit()
    middle = make.unit(valid_until=ago(1), successor=today)
    first = make.unit(valid_until=ago(50), successor=middle)
    gone = make.unit(valid_until=ago(9))

    units = [first.pk, middle.pk, today.pk, gone.pk]

    assert landings(units, TODAY) == {first.pk: today.pk, middle.pk: today.pk, today.pk: today.pk}


def test_the_tree_costs_two_queries(django_assert_num_queries):
    for _number in range(3):
        former(make.unit(), 5)

    with django_assert_num_queries(2):
        tree_on(TODAY)
