"""Grading against second ways of saying the same: written numbers, patterns as regular expressions, plain sums."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assessments.grading import clean_response, grade, percent
from assessments.grading.numbers import Reading, read_number
from assessments.grading.words import folded, matches

bounds = settings(derandomize=True, database=None, deadline=None, max_examples=100)
whole = st.integers(0, 999_999_999_999)
decimals = st.text("0123456789", max_size=6)


def grouped(digits: str, sign: str) -> str:
    return re.sub(r"(?<=\d)(?=(\d{3})+$)", sign, digits)


def dresses(number: int, rest: str) -> dict[str, str]:
    """The ways in which a person may write it, by name; a lone dot before three digits would part thousands."""
    digits = str(number)
    written = {
        "comma": f"{digits},{rest}" if rest else digits,
        "dots": grouped(digits, ".") + (f",{rest}" if rest else ""),
        "spaces": grouped(digits, " ") + (f",{rest}" if rest else ""),
        "hard spaces": grouped(digits, "\u00a0") + (f",{rest}" if rest else ""),
    }
    if rest and len(rest) != 3:
        written["dot"] = f"{digits}.{rest}"
    if rest and number > 999:
        written["english"] = f"{grouped(digits, ',')}.{rest}"
    return written


@bounds
@example(0, "5")
@example(1000, "")
@example(999_999_999_999, "000000")
@given(whole, decimals)
def test_every_way_of_writing_a_number_is_the_same_number(number, rest):
    value = Decimal(f"{number}.{rest or 0}")

    assert {name: read_number(text).value for name, text in dresses(number, rest).items()} == dict.fromkeys(
        dresses(number, rest), value
    )


@bounds
@given(whole, decimals, st.sampled_from(["-", "−", "–", "- "]), st.sampled_from(["Mbps", "%", "menit", "Rp"]))
def test_a_sign_and_a_unit_change_only_what_they_say(number, rest, sign, unit):
    text = dresses(number, rest)["dots"]
    value = Decimal(f"{number}.{rest or 0}")

    assert read_number(f"{sign}{text}").value == -value
    assert read_number(f"{text} {unit}") == read_number(f"{unit} {text}") == Reading(value, unit)


@bounds
@given(st.text(st.sampled_from("0123456789.,- +٣xRp%"), max_size=12))
def test_whatever_is_typed_is_read_or_not_and_never_a_failure(text):
    found = read_number(text)

    assert found is None or found.value.is_finite()


pattern = st.text("ab*", min_size=1, max_size=8)
typed = st.text("abAÁ", max_size=8)


@bounds
@example("a*b*", "aXb")
@example("**", "")
@example("ab*ba", "aba")
@given(pattern, typed)
def test_a_pattern_is_what_a_regular_expression_says(pattern, typed):
    expression = ".*".join(re.escape(piece) for piece in pattern.split("*"))

    assert matches(pattern, typed) is bool(re.fullmatch(expression, folded(typed), re.DOTALL))


weights = st.lists(st.integers(-100, 100), min_size=2, max_size=6)


@bounds
@given(weights, st.data())
def test_ticks_are_worth_the_sum_of_their_weights_and_all_of_them_nothing(weights, data):
    body = {"options": [{"id": f"o{n}", "weight": str(weight)} for n, weight in enumerate(weights)]}
    ticked = data.draw(st.sets(st.integers(0, len(weights) - 1)))
    full = sum(weight for weight in weights if weight > 0)

    answer = clean_response("multiple", body, [f"o{n}" for n in ticked])

    earned = Fraction(sum(weights[n] for n in ticked), full) if full and len(ticked) < len(weights) else 0
    assert grade("multiple", body, answer).share == max(0, min(1, earned))


@bounds
@given(weights, st.data())
def test_one_more_wrong_tick_never_earns_more(weights, data):
    body = {"options": [{"id": f"o{n}", "weight": str(weight)} for n, weight in enumerate(weights)]}
    ticked = data.draw(st.sets(st.integers(0, len(weights) - 1)))
    wrong = [n for n, weight in enumerate(weights) if weight <= 0 and n not in ticked]
    if not wrong:
        return
    before = grade("multiple", body, [f"o{n}" for n in ticked]).share if ticked else 0

    assert grade("multiple", body, [f"o{n}" for n in {*ticked, wrong[0]}]).share <= before


@pytest.mark.parametrize(
    ("typed", "share"),
    [
        ("100", 1),
        ("105", 1),
        ("95", 1),
        ("105,0001", 0),
        ("94,9999", 0),
        ("1e2", 0),
        ("0x64", 0),
        ("seratus", 0),
        ("100 100", 0),
        ("+100", 1),
        ("100,", 0),
        ("100 Mbps.", 1),
        ("100Mbps", 1),
        ("Mbps 100", 1),
        ("100 MBps", 0),
        ("100 M bps", 0),
        ("kira-kira 100", 0),
        ("-100", 0),
        ("٠", 0),
        ("∞", 0),
        ("NaN", 0),
        ("1" * 64, 0),
    ],
)
def test_odd_numbers_against_100_mbps_plus_or_minus_five(typed, share):
    body = {"answers": [{"value": "100", "tolerance": "5", "weight": "100"}], "unit": "Mbps"}

    assert grade("numeric", body, clean_response("numeric", body, typed)).share == share


@bounds
@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=12))
def test_percent_is_half_up_of_the_exact_mean(shares):
    points = sum(Decimal(share) / 10_000 for share in shares)
    exact = Fraction(sum(shares), len(shares) * 100)

    found = percent(points, Decimal(len(shares)))

    assert abs(Fraction(found) - exact) <= Fraction(1, 200)
    assert Fraction(found) - exact != Fraction(-1, 200)
