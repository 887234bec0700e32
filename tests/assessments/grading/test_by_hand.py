from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading.by_hand import (
    BadPoints,
    Given,
    Verdict,
    checked_points,
    earned,
    rubric_of,
    share_of,
    verdict,
)
from tests.assessments.grading.bodies import body

ESSAY = body("essay")  # criteria 1 and 2, worth 6 and 4 points
GAP = Fraction(15, 100)


def marks(*rows):
    """(who, hundredths) or (who, hundredths, step, decides), in the order in which they were given."""
    given = []
    for number, (by, share, *more) in enumerate(rows, start=1):
        seq, decides = (*more, 1, False)[:2] if len(more) != 1 else (more[0], False)
        given.append(Given(number, by, seq, Fraction(share, 100), decides))
    return given


@pytest.mark.parametrize(
    ("rows", "markers", "share", "waits", "counted"),
    [
        ([], 1, None, "marker", ()),
        ([(1, 70)], 1, 70, "", (1,)),
        ([(1, 70), (1, 40)], 1, 40, "", (2,)),
        ([(1, 70), (2, 10)], 1, 70, "", (1,)),
        ([], 2, None, "marker", ()),
        ([(1, 70)], 2, None, "second", ()),
        ([(1, 70), (1, 60)], 2, None, "second", ()),
        ([(1, 70), (2, 80)], 2, 75, "", (1, 2)),
        ([(1, 70), (2, 85)], 2, Fraction(155, 2), "", (1, 2)),
        ([(1, 70), (2, 86)], 2, None, "decision", ()),
        ([(1, 70), (2, 20), (1, 30)], 2, 25, "", (3, 2)),
        ([(1, 70), (2, 20), (3, 50, 1, True)], 2, 50, "", (3,)),
        ([(1, 70), (3, 50, 1, True), (2, 10, 1, True)], 1, 10, "", (3,)),
        ([(1, 70, 2)], 1, None, "marker", ()),
    ],
)
def test_marks_settle_an_answer_or_wait_for_somebody(rows, markers, share, waits, counted):
    found = verdict(marks(*rows), 1, markers=markers, gap=GAP)

    assert found == Verdict(share if share is None else Fraction(share) / 100, waits, counted)


def test_the_newest_answer_that_is_settled_counts():
    first, second = (1, 40, 1), (1, 90, 2)

    assert earned(marks(first, second), markers=1, gap=GAP).share == Fraction(9, 10)
    assert earned(marks(first), markers=1, gap=GAP).share == Fraction(4, 10)
    assert earned(marks((1, 40, 1), (2, 40, 1), (1, 90, 2)), markers=2, gap=GAP).share == Fraction(4, 10)
    assert earned([], markers=1, gap=GAP) is None


@pytest.mark.parametrize(
    ("points", "share"),
    [
        ({"1": "6", "2": "4"}, Fraction(1)),
        ({"1": "3", "2": "1.5"}, Fraction(45, 100)),
        ({"1": "0", "2": "0"}, Fraction(0)),
    ],
)
def test_points_become_a_share_of_the_rubric(points, share):
    assert share_of(ESSAY, points) == share


@pytest.mark.parametrize("text", ["", "7", "-1", "enam", "NaN", "Infinity", "1e9"])
def test_points_that_a_criterion_does_not_give_are_refused_by_its_name(text):
    with pytest.raises(BadPoints, match="Isi: isi 0 sampai 6 poin"):
        checked_points(ESSAY, {"1": text, "2": "0"})


def test_a_decimal_comma_is_welcome():
    assert checked_points(ESSAY, {"1": " 2,50 ", "2": "4.0"}) == {"1": "2.5", "2": "4"}


def test_a_question_without_a_rubric_has_one_criterion():
    assert [row["points"] for row in rubric_of({"rubric": []})] == ["10"]
    assert share_of({"rubric": []}, {"1": "5"}) == Fraction(1, 2)


@given(
    st.lists(st.tuples(st.integers(1, 4), st.integers(0, 100), st.integers(1, 2), st.booleans()), max_size=8),
    st.integers(1, 2),
)
def test_what_waits_has_no_share_and_what_has_one_lies_among_its_marks(rows, markers):
    given = marks(*rows)

    found = verdict(given, 1, markers=markers, gap=GAP)

    assert (found.share is None) == bool(found.waits)
    counted = [mark.share for mark in given if mark.number in found.counted]
    assert found.share is None or min(counted) <= found.share <= max(counted)
