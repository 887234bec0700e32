from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.drawing import Filter, Wish, draw, filled, option_order


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


def test_a_broad_section_leaves_a_narrow_one_what_it_needs():
    wishes = [Wish("luas", range(6), 4), Wish("sempit", [0, 1], 2)]

    for seed in range(20):
        drawn = draw(wishes, set(), Random(seed), shuffle=True)
        assert sorted(pk for title, pk in drawn if title == "sempit") == [0, 1]
        assert len(drawn) == 6


def test_sections_give_up_what_they_can_replace_along_a_chain():
    assert (
        filled([Wish("", [1, 2], 1), Wish("", [2, 3], 1), Wish("", [3, 4], 1), Wish("", [1, 2, 3], 1)])
        == [1] * 4
    )


def test_a_section_that_cannot_be_filled_says_so():
    assert filled([Wish("", [1, 2], 2), Wish("", [1, 2, 3], 2)]) == [2, 1]


def best(pools, counts):
    """The greatest number of questions that can be drawn, by trying everything."""
    if not pools:
        return 0
    *before, pool = pools
    *others, count = counts
    found = best(before, others)
    if count:
        for pk in pool:
            left = [[other for other in one if other != pk] for one in [*before, pool]]
            found = max(found, 1 + best(left, [*others, count - 1]))
    return found


@given(
    st.lists(st.tuples(st.lists(st.integers(0, 5), unique=True, max_size=4), st.integers(1, 2)), max_size=3)
)
def test_as_many_are_drawn_as_can_be(rows):
    wishes = [Wish("", pool, count) for pool, count in rows]

    got = filled(wishes)

    assert sum(got) == best([pool for pool, _n in rows], [count for _pool, count in rows])
    assert all(n <= wish.count for n, wish in zip(got, wishes, strict=True))
    drawn = draw(wishes, set(), Random(1), shuffle=True)
    assert len(set(ids(drawn))) == len(drawn) == sum(got)


@pytest.mark.parametrize(
    ("wanted", "taken"),
    [
        (Filter(), True),
        (Filter(tag="ip"), True),
        (Filter(tag="tcp"), False),
        (Filter(level=2), True),
        (Filter(level=3), False),
        (Filter(bloom="C2"), True),
        (Filter(bloom="C1"), False),
        (Filter(category="Jaringan"), True),
        (Filter(category="Jaringan/IP"), True),
        (Filter(category="Jar"), False),
        (Filter(category="Jaringan/IP/Kelas"), False),
        (Filter(question=7), True),
        (Filter(question=8), False),
        (Filter(tag="ip", level=2, bloom="C2", category="Jaringan"), True),
    ],
)
def test_a_section_takes_what_it_asks_for(wanted, taken):
    assert wanted.takes(7, "ip", "Jaringan/IP", 2, "C2") is taken
