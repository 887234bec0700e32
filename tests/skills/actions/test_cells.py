import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from lms.skills.actions.cells import apply, lock_people
from lms.skills.coverage import Place, Tally
from lms.skills.models import CoverageCell, CoverageSum
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(db) -> Place:
    return Place(make.unit().pk, "pelaksana", "pengguna")


@pytest.fixture
def skill(db) -> int:
    return make.skill().pk


def tally(place: Place, skill: int, people: int, required: int = 2, held: int = 0) -> Tally:
    found = Tally()
    found.add_person(
        place, {("pelaksana", "pengguna"): {skill: required}}, {skill: held} if held else {}, people
    )
    return found


def stored() -> list[tuple]:
    return list(CoverageCell.objects.order_by("level").values_list("level", "staff", "met", "holders"))


def summed() -> list[tuple]:
    return list(CoverageSum.objects.values_list("staff", "met", "masters"))


def test_a_first_change_makes_the_rows_that_are_missing(place, skill):
    apply(tally(place, skill, 3, held=3))

    assert (stored(), summed()) == ([(2, 3, 3, 0), (3, 0, 0, 3)], [(3, 3, 3)])


def test_the_row_belongs_to_unit_skill_and_digital_role(place, skill):
    apply(tally(place, skill, 1))

    for model in (CoverageCell, CoverageSum):
        key = model.objects.values_list("unit_id", "skill_id", "digital_role")
        assert list(key) == [(place.unit_id, skill, "pengguna")]


def test_a_second_change_adds_to_what_is_there(place, skill):
    apply(tally(place, skill, 3))

    apply(tally(place, skill, 2, held=2))

    assert (stored(), summed()) == ([(2, 5, 2, 2)], [(5, 2, 2)])


def test_what_is_taken_away_leaves_an_empty_row(place, skill):
    apply(tally(place, skill, 2, held=2))

    apply(tally(place, skill, -2, held=2))

    assert (stored(), summed()) == ([(2, 0, 0, 0)], [(0, 0, 0)])


def test_another_place_is_left_alone(place, skill):
    other = place._replace(unit_id=make.unit().pk)
    apply(tally(other, skill, 4))

    apply(tally(place, skill, 1))

    assert CoverageCell.objects.get(unit=other.unit_id).staff == 4
    assert CoverageSum.objects.get(unit=other.unit_id).staff == 4


@pytest.mark.parametrize("column", ["unit_id", "digital_role"])
def test_cells_that_differ_in_one_part_of_their_key_are_two(place, skill, column):
    other = place._replace(**{column: make.unit().pk if column == "unit_id" else "lainnya"})
    both = Tally()
    for one in (place, other):
        both.add_holding(one, {}, skill, 1)

    apply(both)

    assert (CoverageCell.objects.count(), CoverageSum.objects.count()) == (2, 0)


def test_a_holder_at_level_one_is_in_the_cell_and_not_in_the_sum(place, skill):
    holder = Tally()
    holder.add_holding(place, {}, skill, 1)

    apply(holder)

    assert (stored(), summed()) == ([(1, 0, 0, 1)], [])


def test_nothing_to_change_costs_nothing(place, skill, django_assert_num_queries):
    with django_assert_num_queries(0):
        apply(Tally())


def test_what_cancels_out_costs_nothing(place, skill, django_assert_num_queries):
    both = tally(place, skill, 1)
    both.add_person(place, {("pelaksana", "pengguna"): {skill: 2}}, {}, -1)

    with django_assert_num_queries(0):
        apply(both)


@pytest.mark.parametrize("people", [1, 500])
def test_rows_that_are_there_cost_one_query_each_however_many_people(
    place, skill, people, django_assert_num_queries
):
    apply(tally(place, skill, 1))

    with django_assert_num_queries(2):
        apply(tally(place, skill, people))


def test_counts_below_zero_are_refused_by_the_database(place, skill):
    apply(tally(place, skill, 1))

    with pytest.raises(IntegrityError), transaction.atomic():
        apply(tally(place, skill, -2))

    assert stored() == [(2, 1, 0, 0)]


def test_people_are_locked_in_the_order_of_their_keys_in_one_query(db):
    people = [make.user().pk for _ in range(3)]

    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        lock_people(reversed([*people, people[0]]))

    assert len(asked) == 1
    assert asked[0]["sql"].count("ORDER BY") == 1


def test_nobody_to_lock_costs_nothing(db, django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(0):
        lock_people([])
