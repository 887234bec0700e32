from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.integrity import similarity as module
from assessments.integrity.chance import tail
from assessments.integrity.similarity import (
    Sheet,
    candidates,
    chances_of_match,
    compared,
    least_same,
    shuffled,
    similarity,
)

SHEETS = st.lists(
    st.tuples(st.integers(0, 2), st.dictionaries(st.integers(1, 6), st.sampled_from("bcd"))), max_size=12
).map(lambda rows: [Sheet(pk, third, wrong) for pk, (third, wrong) in enumerate(rows, start=1)])


def crowd(people=60, questions=30, seed=1):
    """Each is wrong on half the questions, with one of three wrong answers."""
    dice = Random(seed)
    return [
        Sheet(pk, 0, {q: dice.choice("bcd") for q in range(questions) if dice.random() < 0.5})
        for pk in range(1, people + 1)
    ]


def test_the_chance_of_a_match_by_hand():
    """b b c: (2/3)² + (1/3)²."""
    sheets = [Sheet(1, 0, {1: "b"}), Sheet(2, 0, {1: "b"}), Sheet(3, 0, {1: "c"})]

    assert chances_of_match(sheets) == {1: pytest.approx(5 / 9)}


def test_a_pair_is_compared_on_common_errors_only():
    match = {1: 0.5, 2: 0.25, 3: 0.5, 4: 0.5}
    first, second = Sheet(1, 0, {1: "b", 2: "c", 3: "b"}), Sheet(2, 0, {1: "b", 2: "c", 4: "d"})

    found = compared(first, second, match)

    assert (found.same, found.both, found.expected, found.chance) == (2, 2, 0.75, 0.125)


def test_a_copy_is_flagged():
    sheets = crowd()
    copy = Sheet(99, 0, dict(sheets[0].wrong))

    found = similarity([*sheets, copy], seed=1)

    assert [(one.first, one.second) for one in found.flagged] == [(99, 1)]


def test_people_who_do_not_know_of_each_other_are_not_flagged():
    found = similarity(crowd(), seed=1)

    assert (found.flagged, found.pairs, found.false.found) == ([], 60 * 59 // 2, 0)


def test_the_same_seed_gives_the_same_report():
    assert similarity(crowd(), seed=5) == similarity(crowd(), seed=5)


def test_where_all_err_alike_nobody_can_be_flagged():
    sheets = [Sheet(pk, 0, dict.fromkeys(range(20), "b")) for pk in range(1, 10)]

    found = similarity(sheets, seed=1)

    assert (found.least, found.flagged) == (None, [])


@pytest.mark.parametrize("sheets", [[], [Sheet(1, 0, {1: "b"})]])
def test_alone_nobody_is_like_another(sheets):
    assert similarity(sheets, seed=1).flagged == []


@given(SHEETS)
def test_no_pair_that_could_be_flagged_is_passed_over(sheets):
    match, limit = chances_of_match(sheets), 0.2
    least = least_same(match, limit)
    found = candidates(sheets, least)[0] if least else []

    every = [(a, b) for b in range(len(sheets)) for a in range(b)]
    flagged = {pair for pair in every if compared(sheets[pair[0]], sheets[pair[1]], match).chance <= limit}

    assert {pair for pair in flagged if compared_same(sheets, pair) > 1} <= set(found)


def compared_same(sheets, pair):
    first, second = (sheets[place].wrong for place in pair)
    return sum(first[q] == second.get(q) for q in first)


def test_too_many_pairs_leave_the_most_similar(monkeypatch):
    monkeypatch.setattr(module, "MOST_PAIRS", 3)
    alike = [Sheet(pk, 0, dict.fromkeys(range(3), "b")) for pk in range(1, 6)]
    twins = [Sheet(pk, 0, dict.fromkeys(range(8), "c")) for pk in (6, 7)]

    found, capped = candidates([*alike, *twins], 2)

    assert (found, capped) == ([(5, 6)], True)


@given(SHEETS, st.integers(0, 9))
def test_shuffling_keeps_who_was_wrong_and_what_was_answered(sheets, seed):
    mixed = shuffled(sheets, Random(seed))

    assert [set(sheet.wrong) for sheet in mixed] == [set(sheet.wrong) for sheet in sheets]
    assert chances_of_match(mixed) == pytest.approx(chances_of_match(sheets))


def test_false_flags_are_found_where_people_err_in_schools():
    """Thirty people of one level who all learnt the same mistakes, among thirty who did not."""
    dice = Random(3)
    taught = [Sheet(pk, 0, dict.fromkeys(range(25), "b")) for pk in range(1, 31)]
    others = [Sheet(pk, 1, {q: dice.choice("cde") for q in range(25)}) for pk in range(31, 61)]

    found = similarity([*taught, *others], seed=1)

    assert found.false.expected > 100
    assert tail([0.5] * 25, 25) < 1e-6
