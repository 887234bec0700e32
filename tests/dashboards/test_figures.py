from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.dashboards.figures import Figure, State, total


@pytest.mark.parametrize(
    ("figure", "state", "symbol"),
    [
        (Figure(), State.NONE, "–"),
        (Figure(target=80), State.NONE, "–"),
        (Figure(10, 4), State.OPEN, ""),
        (Figure(10, 8, 80), State.REACHED, "✔"),
        (Figure(10, 7, 80), State.BELOW, "▲"),
        (Figure(3, 2, 66.67), State.BELOW, "▲"),
        (Figure(3, 2, 66.66), State.REACHED, "✔"),
        (Figure(5, 0, 0), State.REACHED, "✔"),
        (Figure(3000, 33, 1.1), State.REACHED, "✔"),
        (Figure(3000, 32, 1.1), State.BELOW, "▲"),
        (Figure(2000, 161, 8.05), State.REACHED, "✔"),
        (Figure(10**6, 10**6, 100), State.REACHED, "✔"),
        (Figure(10**6, 10**6 - 1, 100), State.BELOW, "▲"),
    ],
)
def test_the_state_of_a_figure_follows_from_its_target(figure: Figure, state: State, symbol: str):
    assert (figure.state, figure.symbol) == (state, symbol)


def test_the_share_of_nobody_is_unknown():
    assert Figure().share is None


def test_the_share_is_in_percent():
    assert Figure(8, 2).share == 25


def test_missing_is_what_the_gap_list_counts():
    assert Figure(8, 2).missing == 6


@pytest.mark.parametrize(
    ("figure", "behind"), [(Figure(10, 5, 80), 30), (Figure(10, 9, 80), 0), (Figure(10, 5), 0), (Figure(), 0)]
)
def test_behind_is_the_distance_to_a_target_that_is_not_reached(figure: Figure, behind: float):
    assert figure.behind == behind


def test_a_total_weighs_targets_by_what_is_required():
    found = total([Figure(30, 10, 50), Figure(10, 10, 90)])

    assert found == Figure(40, 20, 60)


def test_a_total_has_no_target_where_one_figure_lacks_its_own():
    assert total([Figure(30, 10, 50), Figure(10, 10)]).target is None


def test_a_total_leaves_out_figures_of_nobody():
    assert total([Figure(10, 5, 50), Figure()]) == Figure(10, 5, 50)


def test_a_total_of_nothing_is_nothing():
    assert total([]) == Figure()


few = settings(max_examples=25, deadline=None, derandomize=True, database=None)
hundredths = st.integers(0, 10_000)
counts = st.integers(1, 5_000).flatmap(
    lambda required: st.tuples(st.just(required), st.integers(0, required))
)


@few
@given(counts, hundredths)
def test_a_target_is_reached_exactly_when_fractions_say_so(pair, percent):
    required, met = pair

    figure = Figure(required, met, percent / 100)

    reached = Fraction(met, required) >= Fraction(percent, 10_000)
    assert (figure.state == State.REACHED, figure.behind == 0) == (reached, reached)


@few
@given(st.integers(1, 500), hundredths)
def test_whoever_meets_the_target_to_the_dot_has_reached_it(hundreds, percent):
    required = 10_000 * hundreds

    figure = Figure(required, percent * hundreds, percent / 100)

    assert figure.state == State.REACHED


@few
@given(st.lists(counts, min_size=1, max_size=6), hundredths)
def test_figures_with_one_target_have_it_together(pairs, percent):
    figures = [Figure(required, met, percent / 100) for required, met in pairs]

    found = total(figures)

    assert (found.required, found.met) == (sum(r for r, _ in pairs), sum(m for _, m in pairs))
    assert found.target == pytest.approx(percent / 100)
    if all(figure.state == State.REACHED for figure in figures):
        assert found.state == State.REACHED


@few
@given(st.lists(counts, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_figures_makes_no_difference(pairs, dice):
    figures = [Figure(*pair, 50) for pair in pairs]
    before = total(figures)

    dice.shuffle(figures)

    assert total(figures) == before


@pytest.mark.parametrize("target", [0, 0.0])
def test_a_target_of_nothing_is_a_target(target):
    assert total([Figure(10, 0, target), Figure(10, 0, 100)]).target == 50


def test_a_total_names_nobody_who_masters_something_alone():
    assert total([Figure(10, 5, 50, ("KS-01",))]).alone == ()
