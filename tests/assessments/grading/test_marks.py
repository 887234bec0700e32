from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading import Mark, grade, percent
from assessments.grading.marks import NOTHING, rounded


def options(**weights):
    return {"options": [{"id": pk, "weight": str(weight), "text": pk} for pk, weight in weights.items()]}


def answers(*rows, unit=""):
    keys = ("value", "tolerance", "weight")
    return {"answers": [dict(zip(keys, row, strict=True)) for row in rows], "unit": unit}


def texts(**weights):
    return {"answers": [{"text": text, "weight": str(weight)} for text, weight in weights.items()]}


@pytest.mark.parametrize(
    ("response", "share"), [("a", 1), ("b", 0), ("c", Fraction(1, 2)), ("d", 0), (None, 0)]
)
def test_single_choice_gives_the_weight_of_the_chosen(response, share):
    body = options(a=100, b=0, c=50, d=-50)

    assert grade("single", body, response).share == share


@pytest.mark.parametrize(
    ("response", "share"),
    [
        (["a", "b"], 1),
        (["a"], Fraction(1, 2)),
        (["a", "c"], 0),
        (["a", "b", "c"], Fraction(1, 2)),
        (["c", "d"], 0),
        (["a", "b", "c", "d"], 0),
        (None, 0),
    ],
)
def test_multiple_choice_adds_weights_up(response, share):
    body = options(a=50, b=50, c=-50, d=-50)

    assert grade("multiple", body, response).share == share


def test_ticking_everything_earns_nothing_even_without_penalties():
    body = options(a=50, b=50, c=0)

    assert grade("multiple", body, ["a", "b", "c"]).share == 0


def test_three_thirds_make_a_whole():
    body = options(a="33.33333", b="33.33333", c="33.33333", d="-100")

    assert grade("multiple", body, ["a", "b", "c"]).share == 1


@pytest.mark.parametrize(("response", "share"), [("benar", 1), ("salah", 0), (None, 0)])
def test_true_or_false(response, share):
    assert grade("true_false", options(benar=100, salah=0), response).share == share


@pytest.mark.parametrize(
    ("response", "share"),
    [
        ("2,5", 1),
        ("2.5", 1),
        ("2,4", 1),
        ("2,6", 1),
        ("2,39", 0),
        ("2,61", 0),
        ("2,5 Mbps", 1),
        ("2,5 mbps", 1),
        ("2,5 MBps", 0),
        ("2,5 detik", 0),
        ("3", Fraction(1, 2)),
        ("dua", 0),
        (None, 0),
    ],
)
def test_numbers_are_right_within_the_tolerance_and_in_the_unit(response, share):
    body = answers(("2.5", "0.1", "100"), ("3", "0", "50"), unit="Mbps")

    assert grade("numeric", body, response).share == share


@pytest.mark.parametrize(
    ("response", "mark"),
    [
        ("Enkripsi", Mark(Fraction(1), (0,))),
        ("sandi", Mark(Fraction(1, 2), (1,))),
        ("kunci", NOTHING),
        (None, NOTHING),
    ],
)
def test_short_answers_say_which_answer_was_met(response, mark):
    assert grade("short", texts(enkripsi=100, sandi=50), response) == mark


def test_the_best_of_several_fitting_answers_counts():
    assert grade(
        "short", {"answers": [{"text": "*", "weight": "10"}, {"text": "sandi", "weight": "100"}]}, "sandi"
    ) == (Mark(Fraction(1), (1,)))


def test_the_chosen_options_are_named_for_feedback():
    assert grade("multiple", options(a=50, b=50, c=-50), ["c", "a"]).feedback == ("a", "c")


@given(
    weights=st.lists(st.integers(-100, 100), min_size=1, max_size=8),
    chosen=st.sets(st.integers(0, 7)),
)
def test_a_share_never_leaves_zero_to_one(weights, chosen):
    body = options(**{f"o{n}": weight for n, weight in enumerate(weights)})
    response = [f"o{n}" for n in chosen if n < len(weights)]

    assert 0 <= grade("multiple", body, response).share <= 1


@pytest.mark.parametrize(
    ("points", "full", "result"),
    [
        ("7", "10", "70.00"),
        ("2", "3", "66.67"),
        ("0", "0", "0.00"),
        ("6.9995", "10", "70.00"),
        ("1", "1", "100.00"),
    ],
)
def test_percent_is_rounded_half_up(points, full, result):
    assert percent(Decimal(points), Decimal(full)) == Decimal(result)


def test_points_are_rounded_to_four_places():
    assert rounded(Fraction(1, 3), Decimal("0.0001")) == Decimal("0.3333")
