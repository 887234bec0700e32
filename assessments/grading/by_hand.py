"""Marks that people give: from the points of a rubric to a share, and when two markers and a third are through.

Two markers who do not see each other, and a third where they differ: J. Tisi et al., A Review of Literature on Marking
Reliability Research (NFER, 2013), on blind double marking.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from assessments.enums import Waits
from assessments.grading.marks import Mark, clamped

WHOLE = "1"  # the one criterion of a question without a rubric
POINTS = "10"
Body = dict[str, Any]


class BadPoints(ValueError):
    """A criterion has no points, or such as its rubric does not give; the text says which."""


@dataclass(frozen=True)
class Given:
    """One person's mark for the step ``seq`` of an answer; ``number`` counts the marks of a question."""

    number: int
    by: int
    seq: int
    share: Fraction
    decides: bool = False


@dataclass(frozen=True)
class Verdict:
    """``share`` once it is settled, with the numbers of the marks that count; else for whom the answer ``waits``."""

    share: Fraction | None
    waits: str = ""
    counted: tuple[int, ...] = ()


def rubric_of(body: Body) -> list[dict[str, str]]:
    """Criteria with their points, as {``id``, ``text``, ``points``}; one for the whole answer where none is written."""
    return body.get("rubric") or [{"id": WHOLE, "text": _("Jawaban seluruhnya"), "points": POINTS}]


def checked_points(body: Body, points: Mapping[str, str]) -> dict[str, str]:
    """Points for each criterion, as numbers with a point. Raises ``BadPoints``."""
    return {row["id"]: _checked(row, points.get(row["id"], "")) for row in rubric_of(body)}


def _checked(row: Mapping[str, str], text: str) -> str:
    wrong = BadPoints(
        _("%(text)s: isi 0 sampai %(most)s poin.") % {"text": row["text"], "most": row["points"]}
    )
    try:
        value = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        raise wrong from None
    if not value.is_finite() or not 0 <= value <= Decimal(row["points"]):
        raise wrong
    return f"{value.quantize(Decimal('0.01')).normalize():f}"


def share_of(body: Body, points: Mapping[str, str]) -> Fraction:
    """The share of the full mark that points of a rubric are worth."""
    rows = rubric_of(body)
    full = sum((Fraction(row["points"]) for row in rows), Fraction(0))
    earned = sum((Fraction(points.get(row["id"], "0")) for row in rows), Fraction(0))
    return clamped(earned / full) if full else Fraction(0)


def verdict(marks: Sequence[Given], seq: int, *, markers: int, gap: Fraction) -> Verdict:
    """Where the marking of step ``seq`` stands; ``marks`` in the order in which they were given.

    One marker settles it, or two who are no more than ``gap`` apart: then their mean. A mark that decides settles it
    whatever else was given; the last one counts.
    """
    here = [mark for mark in marks if mark.seq == seq]
    deciding = [mark for mark in here if mark.decides]
    if deciding:
        return Verdict(deciding[-1].share, counted=(deciding[-1].number,))
    newest = list({mark.by: mark for mark in here}.values())[:markers]
    if len(newest) < markers:
        return Verdict(None, Waits.SECOND if newest else Waits.MARKER)
    shares = [mark.share for mark in newest]
    if max(shares) - min(shares) > gap:
        return Verdict(None, Waits.DECISION)
    return Verdict(sum(shares, Fraction(0)) / len(shares), counted=tuple(mark.number for mark in newest))


def settled(marks: Sequence[Given], *, markers: int, gap: Fraction) -> Verdict | None:
    """What the newest answer earns whose marking is through; None while none is."""
    verdicts = (verdict(marks, seq, markers=markers, gap=gap) for seq in _newest_first(marks))
    return next((found for found in verdicts if found.share is not None), None)


def earned(marks: Sequence[Given], *, markers: int, gap: Fraction) -> Mark | None:
    found = settled(marks, markers=markers, gap=gap)
    return Mark(found.share) if found and found.share is not None else None


def _newest_first(marks: Sequence[Given]) -> list[int]:
    return sorted({mark.seq for mark in marks}, reverse=True)
