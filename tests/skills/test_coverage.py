from lms.skills.coverage import Cell, Counts, Group, Place, Sums, Tally, added_up, contributions

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
