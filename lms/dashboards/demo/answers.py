"""Answers of people in the demo: each worth the full mark, or nothing."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from assessments.grading import choice_ids
from assessments.grading.ids import option_id

Body = dict[str, Any]
UNKNOWN = "tidak tahu"


def answer(kind: str, body: Body, right: bool) -> Any:
    """An answer to a realised question; None for a kind that only a person can answer."""
    return ANSWERS[kind](body, right) if kind in ANSWERS else None


def _single(body: Body, right: bool) -> str:
    return _options(body, right)[0]


def _options(body: Body, right: bool) -> list[str]:
    good = [option["id"] for option in body["options"] if Decimal(str(option["weight"])) > 0]
    bad = [option["id"] for option in body["options"] if Decimal(str(option["weight"])) <= 0]
    return good if right else bad[:1]


def _multiple(body: Body, right: bool) -> list[str]:
    return sorted(_options(body, right))


def _number(body: Body, right: bool) -> str:
    best = body["answers"][0]
    value = Decimal(best["value"])
    wrong = abs(value) * 2 + Decimal(best["tolerance"]) * 3 + 7
    return format(value if right else wrong, "f").replace(".", ",")


def _text(body: Body, right: bool) -> str:
    return body["answers"][0]["text"].replace("*", "") if right else UNKNOWN


def _matching(body: Body, right: bool) -> dict[str, str]:
    ids = choice_ids("matching", body)
    return {pair["id"]: _or_another(option_id(pair["answer"]), ids, right) for pair in body["pairs"]}


def _words(body: Body, right: bool) -> dict[str, str]:
    group = {choice["id"]: choice["group"] for choice in body["choices"]}
    return {
        gap["id"]: _or_another(gap["right"], [pk for pk in group if group[pk] == group[gap["right"]]], right)
        for gap in body["gaps"]
    }


def _or_another(good: str, ids: list[str], right: bool) -> str:
    return good if right else next(pk for pk in ids if pk != good)


def _ordering(body: Body, right: bool) -> dict[str, str]:
    """Backwards, no step follows the one before it."""
    items = body["items"] if right else reversed(body["items"])
    return {item["id"]: str(place) for place, item in enumerate(items, start=1)}


def _cloze(body: Body, right: bool) -> dict[str, str]:
    return {gap["id"]: answer(gap["kind"], gap, right) for gap in body["gaps"]}


ANSWERS: dict[str, Callable[[Body, bool], Any]] = {
    "single": _single,
    "true_false": _single,
    "multiple": _multiple,
    "numeric": _number,
    "calculated": _number,
    "short": _text,
    "ip": _text,
    "matching": _matching,
    "words": _words,
    "ordering": _ordering,
    "cloze": _cloze,
}
