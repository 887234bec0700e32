import pytest

from lms.people.structure import Node, landing, tree_of


@pytest.fixture
def tree():
    """City (1) with two OPDs (2, 3); a section (4) below the first."""
    rows = [(1, "kota", None), (2, "opd", 1), (3, "kecamatan", 1), (4, "bidang", 2)]
    return tree_of((Node(key, f"Unit {key}", kind, parent) for key, kind, parent in rows), {1: 1, 2: 5, 4: 7})


def test_an_opd_is_the_nearest_at_or_above(tree):
    assert [tree.opd(key) for key in (1, 2, 3, 4)] == [None, 2, 3, 2]


def test_a_path_leads_from_the_root(tree):
    assert tree.path(4) == "/1/2/4/"


def test_people_below_a_unit_are_its_own_and_those_of_its_parts(tree):
    assert [tree.people_below(key) for key in (1, 2, 3, 4)] == [13, 12, 0, 7]


def test_staff_by_opd_adds_up_to_all_staff(tree):
    assert tree.staff_by_opd() == {2: 12, 3: 0, None: 1}


def test_a_moved_unit_counts_where_it_went(tree):
    tree.change(4, parent=3)

    assert tree.staff_by_opd() == {2: 5, 3: 7, None: 1}


def test_people_who_are_shifted_are_neither_lost_nor_doubled(tree):
    tree.shift(2, 3, 4)

    assert (tree.staff[2], tree.staff[3], sum(tree.staff.values())) == (1, 4, 13)


@pytest.mark.parametrize(
    ("start", "end"),
    [(9, 9), (1, 3), (2, 3), (4, None), (5, None)],
    ids=["serves", "two", "one", "none", "loop"],
)
def test_landing_follows_successors(start, end):
    assert landing(start, {1: 2, 2: 3, 4: None, 5: 6, 6: 5}) == end
