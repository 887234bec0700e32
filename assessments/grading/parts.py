"""Questions of several parts: pairs, an order, gaps in a text. An answer is ``{part: value}``."""

from fractions import Fraction
from itertools import pairwise
from typing import Any

from assessments.grading.choices import single
from assessments.grading.ids import option_id
from assessments.grading.marks import NOTHING, Mark, weighed
from assessments.grading.typed import numeric, short

Body = dict[str, Any]
Parts = dict[str, str]
GAPS = {"single": single, "numeric": numeric, "short": short}


def matching(body: Body, response: Parts) -> Mark:
    """Each pair counts the same."""
    right = {pair["id"]: option_id(pair["answer"]) for pair in body["pairs"]}
    return _hits(right, response)


def words(body: Body, response: Parts) -> Mark:
    return _hits({gap["id"]: gap["right"] for gap in body["gaps"]}, response)


def _hits(right: Parts, response: Parts) -> Mark:
    shares = {name: Fraction(response.get(name) == value) for name, value in right.items()}
    return weighed(shares, dict.fromkeys(right, Fraction(1)))


def ordering(body: Body, response: Parts) -> Mark:
    """Partial credit by adjacent pairs: of n items, how many of the n − 1 neighbours follow each other as they should.

    So one item at a wrong place costs what it breaks, and not the place of everything after it.
    """
    places = {name: int(place) for name, place in response.items()}
    ids = [item["id"] for item in body["items"]]
    if len(ids) < 2:
        return NOTHING
    follows = {
        second: Fraction(first in places and places.get(second) == places[first] + 1)
        for first, second in pairwise(ids)
    }
    return weighed(follows, dict.fromkeys(follows, Fraction(1)))


def cloze(body: Body, response: Parts) -> Mark:
    """Each gap is graded as the question that it is."""
    shares = {
        gap["id"]: GAPS[gap["kind"]](gap, response[gap["id"]]).share if gap["id"] in response else Fraction(0)
        for gap in body["gaps"]
    }
    return weighed(shares, {gap["id"]: Fraction(gap.get("weight", "1")) for gap in body["gaps"]})
