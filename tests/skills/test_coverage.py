import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.skills.coverage import Cell, Counts, Group, Place, Sums, Tally, added_up, contributions
from lms.skills.enums import MASTERED

PLACE = Place(7, "pelaksana", "pengguna")
STANDARD = {("pelaksana", "pengguna"): {1: 2}}


def cell(level: int, skill: int = 1) -> Cell:
    return Cell(7, skill, level, "pengguna")


def test_someone_without_a_place_adds_nothing():
    found = contributions(None, STANDARD, {1: 3})

    assert found == {}


def test_a_requirement_without_a_holding_counts_as_staff():
    found = contributions(PLACE, STANDARD, {})

    assert found == {cell(2): Counts(staff=1)}


def test_holding_the_required_level_is_met_in_the_same_cell():
    found = contributions(PLACE, STANDARD, {1: 2})

    assert found == {cell(2): Counts(staff=1, met=1, holders=1)}


def test_holding_more_is_met_where_it_is_required_and_held_where_it_is():
    found = contributions(PLACE, STANDARD, {1: 4})

    assert found == {cell(2): Counts(staff=1, met=1), cell(4): Counts(holders=1)}


def test_holding_less_is_held_but_not_met():
    found = contributions(PLACE, STANDARD, {1: 1})

    assert found == {cell(1): Counts(holders=1), cell(2): Counts(staff=1)}


def test_a_skill_that_nobody_requires_is_only_held():
    found = contributions(PLACE, STANDARD, {9: 5})

    assert found == {cell(2): Counts(staff=1), cell(5, skill=9): Counts(holders=1)}


def test_a_post_without_requirements_requires_nothing():
    found = contributions(Place(7, "jpt", "lainnya"), STANDARD, {})

    assert found == {}


def test_taking_a_person_away_undoes_adding_them():
    tally = Tally()

    tally.add_person(PLACE, STANDARD, {1: 4})
    tally.add_person(PLACE, STANDARD, {1: 4}, -1)

    assert list(tally.changes()) == []


def test_changes_come_in_the_order_of_their_cells():
    tally = Tally()

    for skill in (3, 1, 2):
        tally.add_holding(PLACE, {}, skill, 1, 1)

    assert [found.skill_id for found, _ in tally.changes()] == [1, 2, 3]


def test_a_group_counts_as_many_times_as_it_has_people():
    tally = Tally()

    tally.add_post(PLACE, {1: 2}, 5)
    tally.add_holding(PLACE, {1: 2}, 1, 3, 4)

    assert dict(tally.changes()) == {cell(2): Counts(staff=5, met=4), cell(3): Counts(holders=4)}


def test_cells_add_up_over_their_levels():
    found = added_up([(cell(1), Counts(3, 1, 5)), (cell(2), Counts(4, 2, 6)), (cell(4), Counts(0, 0, 7))])

    assert dict(found) == {Group(7, 1, "pengguna"): Sums(staff=7, met=3, masters=13)}


def test_a_change_of_level_above_the_first_leaves_the_sum():
    found = added_up([(cell(2), Counts(holders=-1)), (cell(4), Counts(holders=1))])

    assert list(found) == []


places = st.one_of(
    st.none(), st.builds(Place, st.integers(1, 3), st.sampled_from(["pelaksana", "jpt"]), st.just("pengguna"))
)
levels = st.dictionaries(st.integers(1, 3), st.integers(1, 5), max_size=3)
people = st.lists(st.tuples(places, levels), max_size=6)
standards = st.fixed_dictionaries({("pelaksana", "pengguna"): levels, ("jpt", "pengguna"): levels})
few = settings(max_examples=25, deadline=None, derandomize=True, database=None)


def counted(crowd, standard, times: int = 1) -> dict[Cell, Counts]:
    tally = Tally()
    for place, held in crowd:
        tally.add_person(place, standard, held, times)
    return dict(tally.changes())


@few
@given(people, standards, st.randoms(use_true_random=False))
def test_people_may_come_in_any_order(crowd, standard, dice):
    before = counted(crowd, standard)

    dice.shuffle(crowd)

    assert counted(crowd, standard) == before


@few
@given(people, people, standards)
def test_whoever_goes_leaves_no_trace(stay, leave, standard):
    tally = Tally()
    for place, held in [*stay, *leave]:
        tally.add_person(place, standard, held)
    for place, held in leave:
        tally.add_person(place, standard, held, -1)

    assert dict(tally.changes()) == counted(stay, standard)


@few
@given(people, standards)
def test_counts_are_possible_and_met_lies_where_it_is_required(crowd, standard):
    found = counted(crowd, standard)

    assert all(0 <= counts.met <= counts.staff and counts.holders >= 0 for counts in found.values())
    wanted = sum(len(standard[place[1:]]) for place, _held in crowd if place)
    assert sum(counts.staff for counts in found.values()) == wanted


@few
@given(people, standards)
def test_every_holder_stands_in_one_cell(crowd, standard):
    found = counted(crowd, standard)

    holders = sum(counts.holders for counts in found.values())
    assert holders == sum(len(held) for place, held in crowd if place)


@few
@given(people, standards)
def test_sums_say_the_same_as_their_cells(crowd, standard):
    found = counted(crowd, standard)

    sums = dict(added_up(found.items()))
    for name in ("staff", "met"):
        totals = [sum(getattr(counts, name) for counts in rows.values()) for rows in (found, sums)]
        assert totals[0] == totals[1]
    masters = sum(counts.holders for cell, counts in found.items() if cell.level >= MASTERED)
    assert sum(counts.masters for counts in sums.values()) == masters


@few
@given(st.integers(1, 9), places, levels, standards)
def test_many_alike_count_as_one_so_many_times(many, place, held, standard):
    one = contributions(place, standard, held)

    assert counted([(place, held)], standard, many) == {
        cell: Counts(*(many * count for count in counts)) for cell, counts in one.items()
    }


def test_sums_come_in_the_order_of_their_keys():
    cells = [(cell(1, skill), Counts(staff=1)) for skill in (3, 1, 2)]

    assert [group.skill_id for group, _sums in added_up(cells)] == [1, 2, 3]


@pytest.mark.parametrize(("level", "masters"), [(1, 0), (2, 4), (5, 4)])
def test_whoever_holds_level_two_or_more_is_a_master(level, masters):
    found = dict(added_up([(cell(level), Counts(staff=1, holders=4))]))

    assert found == {Group(7, 1, "pengguna"): Sums(1, 0, masters)}


def test_a_level_is_met_in_the_cell_of_what_is_required():
    tally = Tally()

    tally.add_holding(PLACE, {1: 4}, 1, 4)
    tally.add_holding(PLACE, {1: 4}, 1, 3)

    assert dict(tally.changes()) == {cell(4): Counts(met=1, holders=1), cell(3): Counts(holders=1)}
