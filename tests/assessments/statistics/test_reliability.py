from math import sqrt

import pytest
from hypothesis import given

from assessments.statistics import reliability
from assessments.statistics.report import report
from tests.assessments.statistics.tables import FIVE, FULL, gathered


def test_alpha_by_hand():
    """Variances 0,3 0,3 0,2; sums 3 2 1 1 0 with variance 5,2/4."""
    expected = 3 / 2 * (1 - 0.8 / 1.3)

    assert reliability.alpha([0.3, 0.3, 0.2], 1.3) == pytest.approx(expected)
    assert report(gathered(FIVE))["reliability"]["value"] == pytest.approx(expected, abs=1e-4)


def test_drawn_questions_by_hand():
    """s² of the five attempts: 0, 1/3, 1/3, 1/3, 0, so errors of 1/9; the means have variance 1,3/9."""
    found = gathered(FIVE)

    value = reliability.drawn_reliability(found.errors, found.means)

    assert value == pytest.approx(1 - (3 / 9 / 5) / (1.3 / 9), abs=1e-5)


def test_it_is_the_formula_21_of_kuder_and_richardson():
    """k = 3, mean 1,4, V over n 1,04: 3/2 · (1 - 1,4·1,6/(3·1,04))."""
    found = gathered(FIVE)
    over_n = 1.04 / 9

    value = 1 - found.errors.errors / found.errors.n / over_n

    assert value == pytest.approx(1.5 * (1 - 1.4 * 1.6 / (3 * 1.04)))


@given(FULL)
def test_it_is_one_minus_the_ratio_of_the_mean_squares(rows):
    """ICC(1,k) = 1 - MS within / MS between, with k = 2 to 5 scores of each."""
    k, n = len(rows[0]), len(rows)
    means = [sum(row.values()) / k for row in rows]
    between = k * sum((mean - sum(means) / n) ** 2 for mean in means) / (n - 1)
    within = sum((x - mean) ** 2 for row, mean in zip(rows, means, strict=True) for x in row.values())

    found = gathered(rows)
    value = reliability.drawn_reliability(found.errors, found.means)

    assert value == (
        pytest.approx(1 - within / (n * (k - 1)) / between, rel=1e-3, abs=1e-3) if between else None
    )


def test_copies_of_one_question_are_perfectly_reliable():
    rows = [dict.fromkeys(range(4), right) for right in (0, 1, 1)]

    assert report(gathered(rows))["reliability"]["value"] == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize(("variances", "total"), [([0.2], 0.2), ([0.2, 0.2], 0)])
def test_one_question_or_no_spread_has_no_alpha(variances, total):
    assert reliability.alpha(variances, total) is None


def test_standard_error_and_error_ratio():
    assert reliability.standard_error(16, 0.75) == 8
    assert reliability.error_ratio(0.75) == 50
    assert reliability.standard_error(16, -0.4) == 16
    assert reliability.standard_error(10, 0.5) == pytest.approx(10 * sqrt(0.5))


def test_who_was_asked_other_questions_is_not_compared_by_sums():
    rows = [{1: 1, 2: 0}, {1: 0, 3: 0}, {2: 1, 3: 1}, {1: 1, 3: 1}]

    assert report(gathered(rows))["reliability"]["same"] is False


def test_questions_needed_by_hand():
    """Spearman-Brown: 10 · 0,75 · 0,5 / (0,5 · 0,25)."""
    assert reliability.questions_needed(10, 0.5, 0.75) == pytest.approx(30)
    assert reliability.questions_needed(10, -0.1, 0.75) is None
