from collections import Counter
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.statistics import items
from tests.assessments.statistics.tables import DRAWN, FIVE, FULL, gathered


def item(rows, pk):
    return gathered(rows).questions[pk].item


def test_facility_and_spread_by_hand():
    """1 1 1 0 0: mean 3/5; (3·0,16 + 2·0,36)/4 = 0,3."""
    found = item(FIVE, 1)

    assert items.facility(found) == 60
    assert items.spread(found) == pytest.approx(100 * sqrt(0.3))


def test_discrimination_leaves_the_question_itself_out():
    """Rests 2 1 0 1 0: covariance 0,6/4 = 0,15, variances 0,3 and 2,8/4 = 0,7."""
    assert items.discrimination(item(FIVE, 1)) == pytest.approx(100 * 0.15 / sqrt(0.3 * 0.7))


def test_efficiency_by_hand():
    """In order 0 0 1 1 1 and 0 0 1 1 2: (4 - 3·4/5)/4 = 0,4 at most; 0,15 of it."""
    assert items.efficiency(item(FIVE, 1)) == pytest.approx(100 * 0.15 / 0.4)


def test_effective_weights_by_hand():
    """Covariances with the total: 1,8/4 twice, and 1,6/4."""
    found = gathered(FIVE)

    weights = items.effective_weights({pk: q.item for pk, q in found.questions.items()}, 5)

    whole = 2 * sqrt(0.45) + sqrt(0.4)
    assert weights == pytest.approx(
        {1: 100 * sqrt(0.45) / whole, 2: 100 * sqrt(0.45) / whole, 3: 100 * sqrt(0.4) / whole}
    )


def test_a_question_that_the_strong_get_wrong_has_no_weight():
    rows = [{1: 0, 2: 1, 3: 1}, {1: 0, 2: 1, 3: 1}, {1: 1, 2: 0, 3: 0}, {1: 0, 2: 0, 3: 0}]
    found = gathered(rows)

    weights = items.effective_weights({pk: q.item for pk, q in found.questions.items()}, 4)

    assert items.discrimination(found.questions[1].item) < 0
    assert weights[1] is None


@pytest.mark.parametrize("rows", [[{1: 1, 2: 0}] * 6, [{1: 1, 2: 0}], [{1: 1}, {1: 0}]])
def test_what_does_not_vary_does_not_discriminate(rows):
    found = item(rows, 1)

    assert (items.discrimination(found), items.discrimination_bounds(found)) == (None, None)


def test_bounds_by_hand():
    """r = 0 with 28 pairs: tanh(1,645/5) each way."""
    rows = [{1: x, 2: y} for x in (0, 1) for y in (0, 1)] * 7

    assert items.discrimination_bounds(item(rows, 1)) == pytest.approx((-31.763, 31.763), abs=0.001)


@given(DRAWN)
def test_those_who_were_not_asked_change_nothing(rows):
    others = [{7: 1.0, 8: 0.0}, {7: 0.5, 8: 1.0}]

    alone, among = gathered(rows).questions, gathered(rows + others).questions

    for pk, found in alone.items():
        assert items.facility(among[pk].item) == items.facility(found.item)
        assert items.discrimination(among[pk].item) == items.discrimination(found.item)


@given(FULL)
def test_figures_stay_within_their_bounds(rows):
    for found in (question.item for question in gathered(rows).questions.values()):
        assert 0 <= items.facility(found) <= 100
        for figure in (items.discrimination(found), items.efficiency(found)):
            assert figure is None or -100 <= figure <= 100


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=12))
def test_no_order_has_a_larger_covariance_than_the_sorted_one(pairs):
    pair = items.Pair()
    for a, b in pairs:
        pair.add(a / items.STEPS, b / items.STEPS)

    most = items.largest_covariance(Counter(a for a, _ in pairs), Counter(b for _, b in pairs))

    assert pair.covariance <= most + 1e-12
