import pytest

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
