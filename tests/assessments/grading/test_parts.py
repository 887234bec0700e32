"""Questions of several parts: what each answer is worth."""

from fractions import Fraction
from random import Random

import pytest

from assessments.drawing import option_order
from assessments.grading import BadResponse, choice_ids, clean_response, grade
from assessments.grading.ids import option_id
from tests.assessments.grading.bodies import body


def named(**parts: str) -> dict[str, str]:
    """Texts of parts and answers as the ids under which they are stored."""
    return {option_id(text): option_id(answer) for text, answer in parts.items()}


def places(*order: str) -> dict[str, str]:
    return {option_id(text): str(place) for place, text in enumerate(order, start=1)}


@pytest.mark.parametrize(
    ("response", "share"),
    [
        (named(SSH="22", HTTPS="443"), "1"),
        (named(SSH="22", HTTPS="80"), "1/2"),
        (named(SSH="22"), "1/2"),
        (named(SSH="443", HTTPS="22"), "0"),
        (None, "0"),
    ],
)
def test_pairs_count_the_same(response, share):
    assert grade("matching", body("matching"), response).share == Fraction(share)


@pytest.mark.parametrize(
    ("response", "share"),
    [
        (places("lapor", "isolasi", "pulihkan", "catat"), "1"),
        (
            places("catat", "lapor", "isolasi", "pulihkan"),
            "2/3",
        ),  # one item out of place breaks one neighbourhood
        (places("isolasi", "lapor", "catat", "pulihkan"), "0"),
        (places("catat", "pulihkan", "isolasi", "lapor"), "0"),
        (places("lapor", "isolasi"), "1/3"),
        (dict.fromkeys(places("lapor", "isolasi", "pulihkan", "catat"), "1"), "0"),
    ],
)
def test_an_order_counts_its_neighbours(response, share):
    assert grade("ordering", body("ordering"), response).share == Fraction(share)


@pytest.mark.parametrize(
    ("response", "share"),
    [
        ({"1": "mqtt", "2": "8883", "3": option_id("aman")}, "1"),
        ({"2": "8883"}, "1/2"),
        ({"1": "MQTT", "3": option_id("terbuka")}, "1/4"),
        ({"2": "8884"}, "0"),
    ],
)
def test_gaps_count_by_their_weight(response, share):
    assert grade("cloze", body("cloze"), response).share == Fraction(share)


@pytest.mark.parametrize(
    ("response", "share"),
    [
        ({"1": option_id("penerbit"), "2": option_id("pelanggan")}, "1"),
        ({"1": option_id("pelanggan"), "2": option_id("pelanggan")}, "1/2"),
        ({"1": option_id("peladen")}, "0"),
    ],
)
def test_missing_words_count_the_same(response, share):
    assert grade("words", body("words"), response).share == Fraction(share)


@pytest.mark.parametrize(
    ("chosen", "share"), [(["a", "b"], 1), (["a"], 0), (["a", "b", "c"], 0), (["c"], 0), ([], 0)]
)
def test_all_or_nothing(chosen, share):
    response = [option_id(text) for text in chosen]

    assert (
        grade("multiple", body("multiple"), clean_response("multiple", body("multiple"), response)).share
        == share
    )


@pytest.mark.parametrize(
    ("kind", "response"),
    [
        ("matching", {"lain": option_id("22")}),
        ("matching", {option_id("SSH"): option_id("21")}),
        ("matching", {option_id("SSH"): 22}),
        ("matching", "22"),
        ("ordering", {option_id("lapor"): "5"}),
        ("ordering", {option_id("lapor"): "0"}),
        ("ordering", [option_id("lapor")]),
        ("words", {"1": "bukan-kata"}),
        ("words", {"3": option_id("penerbit")}),
        ("cloze", {"4": "x"}),
        ("cloze", {"3": "bukan-pilihan"}),
        ("cloze", {"1": "\x00"}),
        ("description", "apa saja"),
        ("description", {"1": "x"}),
    ],
)
def test_what_does_not_fit_is_refused(kind, response):
    with pytest.raises(BadResponse):
        clean_response(kind, body(kind), response)


@pytest.mark.parametrize("kind", ["matching", "ordering", "words", "cloze"])
def test_nothing_filled_in_is_no_answer(kind):
    parts = [pair["id"] for pair in body(kind).get("pairs", body(kind).get("items", body(kind).get("gaps")))]

    assert clean_response(kind, body(kind), dict.fromkeys(parts, "")) is None


def test_a_word_of_another_group_is_refused():
    gaps = [{"right": "satu", "group": "1"}, {"right": "dua", "group": "2"}]
    asked = body("words", gaps=gaps, extras=[{"text": "tiga", "group": "2"}, "empat"])

    with pytest.raises(BadResponse):
        clean_response("words", asked, {"1": asked["gaps"][1]["right"]})


def test_a_stored_order_does_not_tell_the_right_one():
    """Parts are kept by name; in the order of the question they would give it away to whoever reads the JSON."""
    asked = body("ordering")
    stored = clean_response("ordering", asked, places("catat", "lapor", "isolasi", "pulihkan"))

    assert list(stored) == sorted(stored)
    assert list(stored) != choice_ids("ordering", asked)


@pytest.mark.parametrize("seed", range(30))
def test_an_order_is_never_asked_in_its_right_order(seed):
    ids = choice_ids("ordering", body("ordering"))

    for shuffle in (True, False):
        mixed = option_order("ordering", ids, Random(seed), shuffle=shuffle)
        assert mixed != ids
        assert sorted(mixed) == sorted(ids)
