"""Questions that are answered by choosing options."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from assessments.grading.marks import HUNDRED, Mark, clamped


def single(body: dict[str, Any], response: str) -> Mark:
    weight = next(Fraction(option["weight"]) for option in body["options"] if option["id"] == response)
    return Mark(clamped(weight / HUNDRED), (response,))


def multiple(body: dict[str, Any], response: Sequence[str]) -> Mark:
    """Weights add up, wrong ones are taken off; ticking everything shows no knowledge and earns nothing.

    With the rule ``all`` only the right options and no other earn anything.
    """
    weights = {option["id"]: Fraction(option["weight"]) for option in body["options"]}
    chosen = tuple(pk for pk in weights if pk in response)
    if len(chosen) == len(weights):
        return Mark(Fraction(0), chosen)
    right = tuple(pk for pk, weight in weights.items() if weight > 0)
    if body.get("rule") == "all":
        return Mark(Fraction(chosen == right), chosen)
    full = sum(weights[pk] for pk in right)
    earned = sum((weights[pk] for pk in chosen), Fraction(0))
    return Mark(clamped(earned / full) if full else Fraction(0), chosen)
