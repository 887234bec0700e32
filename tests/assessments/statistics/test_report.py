import json

from hypothesis import given
from hypothesis import strategies as st

from assessments.statistics.gathering import merged
from assessments.statistics.report import report
from tests.assessments.statistics.tables import DRAWN, FIVE, gathered


def rounded(found):
    """Sums in another order differ in their last digit."""
    return json.loads(json.dumps(found), parse_float=lambda text: round(float(text), 2))


def test_figures_of_the_five():
    found = report(gathered(FIVE))

    assert (found["attempts"], found["average"], found["median"]) == (5, 46.666, 33.33)
    assert found["bands"] == [1, 0, 0, 2, 0, 0, 1, 0, 0, 1]
    assert [(row["id"], row["facility"], row["wrong"]) for row in found["questions"]] == [
        (3, 20, 4),
        (1, 60, 2),
        (2, 60, 2),
    ]


def test_nothing_is_a_report_too():
    found = report(gathered([]))

    assert (found["attempts"], found["questions"], found["reliability"]) == (0, [], None)


@given(DRAWN, st.integers(0, 25))
def test_parts_add_up_to_the_whole(rows, cut):
    whole, parts = gathered(rows), [gathered(rows[:cut]), gathered(rows[cut:])]

    assert rounded(report(merged(parts))) == rounded(report(whole))


@given(DRAWN.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_of_attempts_does_not_matter(both):
    first, second = (rounded(report(gathered(rows))) for rows in both)

    assert first == second


@given(DRAWN)
def test_intended_weights_add_up(rows):
    total = sum(row["intended"] for row in report(gathered(rows))["questions"])

    assert abs(total - 100) < 0.01


@given(DRAWN)
def test_a_report_can_be_kept(rows):
    found = report(gathered(rows))

    assert json.loads(json.dumps(found, allow_nan=False)) == found
