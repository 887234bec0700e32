from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.enums import Behaviour, Certainty
from assessments.grading.behaviours import worth
from assessments.grading.certainty import Level, finding, levels, reached, weighed_by
from tests.assessments.grading.bodies import body, right_answer

SINGLE = body("single")
RIGHT = right_answer("single", SINGLE)
WRONG = SINGLE["options"][1]["id"]


@pytest.mark.parametrize(
    ("share", "certainty", "points"),
    [
        (1, 1, Fraction(1, 3)),
        (1, 2, Fraction(2, 3)),
        (1, 3, 1),
        (0, 1, 0),
        (0, 2, Fraction(-2, 3)),
        (0, 3, -2),
        (Fraction(1, 2), 3, Fraction(1, 2)),
        (Fraction(1, 2), 1, Fraction(1, 6)),
        (1, 0, 1),
        (0, 0, 0),
    ],
)
def test_a_mark_is_weighed_by_certainty(share, certainty, points):
    assert weighed_by(Fraction(share), certainty) == points


@pytest.mark.parametrize(("chance", "best"), [(40, 1), (66, 1), (68, 2), (79, 2), (81, 3), (95, 3)])
def test_saying_how_sure_one_really_is_earns_the_most(chance, best):
    share = Fraction(chance, 100)

    expected = {
        level: share * weighed_by(Fraction(1), level) + (1 - share) * weighed_by(Fraction(0), level)
        for level in Certainty.values
    }

    assert max(expected, key=lambda level: expected[level]) == best


@pytest.mark.parametrize(
    ("response", "certainty", "points"),
    [
        (RIGHT, 3, "1.0000"),
        (RIGHT, 1, "0.3333"),
        (WRONG, 3, "-2.0000"),
        (WRONG, 2, "-0.6667"),
        (None, 0, "0.0000"),
    ],
)
def test_an_answer_is_worth_what_its_certainty_says(response, certainty, points):
    mark = worth("single", SINGLE, response, behaviour=Behaviour.CERTAINTY, certainty=certainty)

    assert str(mark.points) == points


@given(st.fractions(0, 1), st.sampled_from([0, 1, 2, 3]))
def test_the_share_before_certainty_is_found_again(share, certainty):
    score = float(weighed_by(share, certainty))

    assert reached(score, certainty) == pytest.approx(float(share))


def test_answers_are_counted_by_level():
    found = levels([(3, 1.0), (3, -2.0), (1, 0.3333), (0, 1.0)])

    assert found == [Level(1, 1, 1), Level(2, 0, 0), Level(3, 2, 1)]
    assert levels([(0, 1.0)]) == []


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ([Level(1, 0, 0), Level(3, 3, 1)], "over"),
        ([Level(1, 5, 5), Level(3, 3, 3)], "under"),
        ([Level(1, 5, 2), Level(3, 3, 3)], "fair"),
        ([Level(1, 0, 0), Level(3, 0, 0)], ""),
        ([], ""),
    ],
)
def test_what_the_levels_say(rows, word):
    assert finding(rows) == word
