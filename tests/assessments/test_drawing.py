from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.drawing import Wish, draw, option_order


def ids(drawn):
    return [pk for _title, pk in drawn]


def test_each_section_gives_its_count():
    wishes = [Wish("A", range(1, 10), 3), Wish("B", range(10, 20), 2)]

    drawn = draw(wishes, set(), Random(1), shuffle=True)

    assert [title for title, _pk in drawn] == ["A", "A", "A", "B", "B"]


def test_the_same_seed_draws_the_same():
    wishes = [Wish("A", range(50), 10)]

    assert draw(wishes, set(), Random(7), shuffle=True) == draw(wishes, set(), Random(7), shuffle=True)


def test_questions_not_seen_come_first():
    drawn = draw([Wish("A", range(10), 5)], {0, 1, 2, 3, 4}, Random(1), shuffle=True)

    assert set(ids(drawn)) == {5, 6, 7, 8, 9}


def test_seen_questions_fill_up_what_is_missing():
    drawn = draw([Wish("A", range(4), 3)], {0, 1}, Random(1), shuffle=True)

    assert {2, 3} < set(ids(drawn))


def test_no_question_comes_twice_in_overlapping_sections():
    drawn = draw([Wish("A", range(4), 3), Wish("B", range(4), 3)], set(), Random(1), shuffle=True)

    assert sorted(ids(drawn)) == [0, 1, 2, 3]


def test_without_shuffling_the_order_of_the_pool_is_kept():
    drawn = draw([Wish("A", [5, 3, 9, 1], 3)], set(), Random(1), shuffle=False)

    assert ids(drawn) == [pk for pk in [5, 3, 9, 1] if pk in ids(drawn)]


@given(
    pool=st.lists(st.integers(0, 30), unique=True),
    count=st.integers(1, 40),
    seen=st.sets(st.integers(0, 30)),
    seed=st.integers(0, 2**62),
)
def test_what_is_drawn_is_of_the_pool_and_as_much_as_there_is(pool, count, seen, seed):
    drawn = ids(draw([Wish("A", pool, count)], seen, Random(seed), shuffle=True))

    assert len(drawn) == len(set(drawn)) == min(count, len(pool))
    assert set(drawn) <= set(pool)


@pytest.mark.parametrize(("kind", "shuffle"), [("true_false", True), ("single", False)])
def test_options_that_stay_in_their_order(kind, shuffle):
    assert option_order(kind, ["benar", "salah"], Random(1), shuffle=shuffle) == ["benar", "salah"]


def test_shuffled_options_are_all_there():
    order = option_order("single", list("abcdefgh"), Random(1), shuffle=True)

    assert (sorted(order), order == list("abcdefgh")) == (list("abcdefgh"), False)
