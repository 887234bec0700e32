from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.integrity.chance import FalseFlags, holm, tail

CHANCES = st.lists(st.floats(0, 1), max_size=12)


def test_a_tail_by_hand():
    """Chances 1/2 and 1/4: both 1/8, at least one 1 - 1/2 · 3/4."""
    assert [tail([0.5, 0.25], least) for least in (0, 1, 2, 3)] == [1, 0.625, 0.125, 0]


@pytest.mark.parametrize("least", range(11))
def test_equal_chances_are_binomial(least):
    expected = sum(comb(10, k) * 0.3**k * 0.7 ** (10 - k) for k in range(least, 11))

    assert tail([0.3] * 10, least) == pytest.approx(expected)


@given(CHANCES)
def test_more_is_never_likelier(chances):
    tails = [round(tail(chances, least), 12) for least in range(len(chances) + 2)]

    assert tails == sorted(tails, reverse=True)


@given(CHANCES, st.integers(0, 12))
def test_the_order_of_events_does_not_matter(chances, least):
    assert tail(chances, least) == pytest.approx(tail(chances[::-1], least))


@pytest.mark.parametrize(
    ("values", "tests", "count"),
    [
        ([], 10, 0),
        ([0.004, 0.0055, 0.02], 10, 2),
        ([0.006], 10, 0),
        ([0.05], 1, 1),
        ([0.006, 0.0001], 10, 0),
    ],
)
def test_holm_by_hand(values, tests, count):
    """0,05 over 10, then over 9, then over 8; the first that is too large ends it."""
    assert holm(values, tests) == count


def test_none_found_is_at_most_three():
    found = FalseFlags(rounds=200, found=0, part=0.5)

    assert (found.expected, found.most) == (0, 0.03)


def test_found_flags_are_scaled_to_the_whole():
    found = FalseFlags(rounds=100, found=20, part=0.5)

    assert found.expected == 0.4
    assert 0.4 < found.most < 0.7
