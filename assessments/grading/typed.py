"""Questions that are answered by typing a number or words."""

from collections.abc import Callable
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

from assessments.grading.marks import HUNDRED, NOTHING, Mark, clamped
from assessments.grading.numbers import Reading, read_number, same_unit
from assessments.grading.words import matches


def numeric(body: dict[str, Any], response: str) -> Mark:
    """``mode``: ``absolute`` (default), ``relative`` (tolerance in percent), ``digits`` (significant digits)."""
    reading = read_number(response)
    value = in_unit(reading, body) if reading else None
    if value is None:
        return NOTHING
    near = NEAR[body.get("mode", "absolute")]
    return best(body, lambda answer: near(value, Decimal(answer["value"]), Decimal(answer["tolerance"])))


def in_unit(reading: Reading, body: dict[str, Any]) -> Decimal | None:
    """The number in the unit of the question; None when it stands in a unit that the question does not take."""
    if same_unit(reading.unit, body.get("unit", "")):
        return reading.value
    for unit in body.get("units", []):
        if same_unit(reading.unit, unit["name"]):
            return reading.value * Decimal(unit["factor"])
    return None


def _absolute(value: Decimal, right: Decimal, tolerance: Decimal) -> bool:
    return abs(value - right) <= tolerance


def _relative(value: Decimal, right: Decimal, tolerance: Decimal) -> bool:
    return abs(value - right) * 100 <= abs(right) * tolerance


def _digits(value: Decimal, right: Decimal, tolerance: Decimal) -> bool:
    context = Context(prec=max(1, int(tolerance)), rounding="ROUND_HALF_UP")
    return context.plus(value) == context.plus(right)


NEAR: dict[str, Callable[[Decimal, Decimal, Decimal], bool]] = {
    "absolute": _absolute,
    "relative": _relative,
    "digits": _digits,
}


def short(body: dict[str, Any], response: str) -> Mark:
    case, accents = body.get("case", False), body.get("accents", False)
    return best(body, lambda answer: matches(answer["text"], response, case=case, accents=accents))


def best(body: dict[str, Any], fits: Callable[[dict[str, Any]], bool]) -> Mark:
    """The best of the answers that fit; the first of equals."""
    found = [
        (Fraction(answer["weight"]), -index) for index, answer in enumerate(body["answers"]) if fits(answer)
    ]
    if not found:
        return NOTHING
    weight, index = max(found)
    return Mark(clamped(weight / HUNDRED), (-index,))
