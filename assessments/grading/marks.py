"""From an answer to a share of the full mark. No database, no rounding before the end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from assessments.grading.numbers import read_number, same_unit
from assessments.grading.words import matches

HUNDRED = Fraction(100)
SLOT_STEP = Decimal("0.0001")
PERCENT_STEP = Decimal("0.01")


@dataclass(frozen=True)
class Mark:
    """``share`` of the full mark, 0 to 1; ``feedback``: chosen option ids, or the index of the answer met."""

    share: Fraction
    feedback: tuple[str | int, ...] = ()

    @property
    def points(self) -> Decimal:
        return rounded(self.share, SLOT_STEP)


NOTHING = Mark(Fraction(0))


def grade(kind: str, body: dict[str, Any], response: Any) -> Mark:
    """Grade one stored answer; an empty one earns nothing."""
    if response is None:
        return NOTHING
    return GRADERS[kind](body, response)


def percent(points: Decimal, full: Decimal) -> Decimal:
    """Hundredths of a percent, half up; 0 of nothing."""
    return rounded(Fraction(points) * 100 / Fraction(full), PERCENT_STEP) if full else Decimal("0.00")


def rounded(value: Fraction, step: Decimal) -> Decimal:
    """Half up to a whole number of ``step``, computed exactly."""
    steps = value / Fraction(step)
    whole = (2 * steps.numerator + steps.denominator) // (2 * steps.denominator)
    return (Decimal(whole) * step).quantize(step, rounding=ROUND_HALF_UP)


def clamped(share: Fraction) -> Fraction:
    return max(Fraction(0), min(Fraction(1), share))


def _single(body: dict[str, Any], response: str) -> Mark:
    weight = next(Fraction(option["weight"]) for option in body["options"] if option["id"] == response)
    return Mark(clamped(weight / HUNDRED), (response,))


def _multiple(body: dict[str, Any], response: Sequence[str]) -> Mark:
    """Weights add up, wrong ones are taken off; ticking everything shows no knowledge and earns nothing."""
    weights = {option["id"]: Fraction(option["weight"]) for option in body["options"]}
    chosen = tuple(pk for pk in weights if pk in response)
    if len(chosen) == len(weights):
        return Mark(Fraction(0), chosen)
    full = sum(weight for weight in weights.values() if weight > 0)
    earned = sum((weights[pk] for pk in chosen), Fraction(0))
    return Mark(clamped(earned / full) if full else Fraction(0), chosen)


def _numeric(body: dict[str, Any], response: str) -> Mark:
    reading = read_number(response)
    if reading is None or not same_unit(reading.unit, body.get("unit", "")):
        return NOTHING
    return _best(
        body, lambda answer: abs(reading.value - Decimal(answer["value"])) <= Decimal(answer["tolerance"])
    )


def _short(body: dict[str, Any], response: str) -> Mark:
    return _best(body, lambda answer: matches(answer["text"], response))


def _best(body: dict[str, Any], fits: Callable[[dict[str, Any]], bool]) -> Mark:
    """The best of the answers that fit; the first of equals."""
    found = [
        (Fraction(answer["weight"]), -index) for index, answer in enumerate(body["answers"]) if fits(answer)
    ]
    if not found:
        return NOTHING
    weight, index = max(found)
    return Mark(clamped(weight / HUNDRED), (-index,))


GRADERS: dict[str, Callable[[dict[str, Any], Any], Mark]] = {
    "single": _single,
    "true_false": _single,
    "multiple": _multiple,
    "numeric": _numeric,
    "short": _short,
}
