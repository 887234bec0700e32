import statistics
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.statistics import scores

VALUES = st.lists(st.integers(0, 20), min_size=1, max_size=40)


@given(VALUES)
def test_figures_of_counts_are_those_of_the_list(values):
    counts = Counter(values)

    assert scores.mean(counts) == pytest.approx(statistics.mean(values))
    assert scores.median(counts) == statistics.median(values)
    if len(values) > 1:
        assert scores.variance(counts) == pytest.approx(statistics.variance(values))


def test_nothing_has_no_figures():
    figures = (scores.mean, scores.median, scores.variance, scores.skewness, scores.kurtosis)

    assert [figure({}) for figure in figures] == [None] * 5


def test_skewness_by_hand():
    """1, 1, 1, 5: mean 2, m2 = 12/4, m3 = (27-3)/4 = 6; k3 = 16·6/(3·2) = 16, k2 = 4, so 16/8."""
    assert scores.skewness({1: 3, 5: 1}) == pytest.approx(2)


def test_kurtosis_by_hand():
    """0, 1, 1, 1, 2: mean 1, m2 = m4 = 2/5, k2 = 1/2; k4 = 25·(6·2/5 - 12·4/25)/(4·3·2) = 25·0,48/24 = 0,5."""
    assert scores.kurtosis({0: 1, 1: 3, 2: 1}) == pytest.approx(0.5 / 0.25)


@pytest.mark.parametrize("counts", [{5: 10}, {1: 1, 2: 1}])
def test_no_spread_or_too_few_have_no_shape(counts):
    assert (scores.skewness(counts), scores.kurtosis(counts)) == (None, None)


@given(VALUES)
def test_a_mirrored_distribution_leans_the_other_way(values):
    left, right = (scores.skewness(Counter(found)) for found in (values, [-value for value in values]))

    assert left is right is None or left == pytest.approx(-right)


def test_the_last_band_holds_its_end():
    assert scores.histogram({0: 1, 9: 2, 10: 4, 20: 8}, [0, 10, 20]) == [3, 12]


@given(VALUES)
def test_everybody_is_in_one_band(values):
    assert sum(scores.histogram(Counter(values), [0, 5, 10, 20])) == len(values)
