"""A share of the full mark, exact until the end; no rounding before."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

HUNDRED = Fraction(100)
SLOT_STEP = Decimal("0.0001")
PERCENT_STEP = Decimal("0.01")


@dataclass(frozen=True)
class Mark:
    """``share`` of the full mark, 0 to 1.

    ``feedback``: chosen option ids, or the index of the answer met; ``parts``: the share of each pair, gap or goal.
    """

    share: Fraction
    feedback: tuple[str | int, ...] = ()
    parts: tuple[tuple[str, Fraction], ...] = ()

    @property
    def points(self) -> Decimal:
        return rounded(self.share, SLOT_STEP)


NOTHING = Mark(Fraction(0))


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


def weighed(parts: dict[str, Fraction], weights: dict[str, Fraction]) -> Mark:
    """One mark out of the shares of parts, each by its weight."""
    full = sum(weights.values(), Fraction(0))
    earned = sum((parts[name] * weight for name, weight in weights.items()), Fraction(0))
    return Mark(clamped(earned / full) if full else Fraction(0), parts=tuple(parts.items()))
