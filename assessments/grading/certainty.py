"""Marks that depend on how sure one was: sure and wrong costs more than unsure and wrong.

T. Gardner-Medwin's scheme, as Moodle's certainty-based marking applies it: right earns 1, 2 or 3, wrong 0, -2 or -6 for
the three levels, and what is partly right earns its part of what right would (docs.moodle.org, Using certainty-based
marking). Here 3 is the full mark of a question. Saying how sure one really is earns the most: low below 67 % of being
right, high above 80 %.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessments.enums import Certainty

RIGHT = {1: Fraction(1, 3), 2: Fraction(2, 3), 3: Fraction(1)}
WRONG = {1: Fraction(0), 2: Fraction(-2, 3), 3: Fraction(-2)}


def weighed_by(share: Fraction, certainty: int) -> Fraction:
    """What a share of the full mark is worth, -2 to 1; as it is where nobody asked (``certainty`` 0)."""
    if not certainty:
        return share
    return share * RIGHT[certainty] if share > 0 else WRONG[certainty]


def reached(score: float, certainty: int) -> float:
    """The share that was reached before certainty came into it."""
    if not certainty:
        return score
    return min(1.0, max(0.0, score / float(RIGHT[certainty])))


@dataclass(frozen=True)
class Level:
    """Answers of one certainty, and how many of them were right."""

    certainty: int
    answers: int
    right: int

    @property
    def label(self) -> str:
        return str(Certainty(self.certainty).label)

    @property
    def percent(self) -> float:
        return 100 * self.right / self.answers if self.answers else 0.0


def levels(answers: Iterable[tuple[int, float]]) -> list[Level]:
    """Count (certainty, score) of marked answers by level, the least sure first; nothing where nobody asked."""
    rows = [(certainty, reached(score, certainty) > 0.9995) for certainty, score in answers if certainty]
    if not rows:
        return []
    return [
        Level(level, sum(c == level for c, _ in rows), sum(c == level and right for c, right in rows))
        for level in Certainty.values
    ]


def finding(found: list[Level]) -> str:
    """One of ``over`` (sure and wrong), ``under`` (unsure and right), ``fair``; empty with too little to say."""
    of: dict[int, Any] = {row.certainty: row for row in found}
    sure, unsure = of.get(Certainty.HIGH), of.get(Certainty.LOW)
    if sure and sure.answers and sure.percent < 67:
        return "over"
    if unsure and unsure.answers and unsure.percent > 80:
        return "under"
    return "fair" if any(row.answers for row in found) else ""
