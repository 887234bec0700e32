"""Rules of attempts without the ORM: time, chances and results."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

from django.conf import settings

from assessments.enums import GradeMethod
from assessments.grading.marks import PERCENT_STEP, rounded


class Result(Protocol):
    percent: Decimal | None
    passed: bool | None


def planned_seconds(minutes: int, factor: Decimal) -> int | None:
    """How long an attempt lasts; None without a limit. ``factor`` is the person's own, 0 for untimed."""
    return round(minutes * 60 * Decimal(factor)) if minutes and factor else None


def deadline(
    start: datetime, minutes: int, factor: Decimal, closes_at: datetime | None = None
) -> datetime | None:
    """When an attempt ends: after its time, or when the quiz closes, whichever comes first; None without either."""
    seconds = planned_seconds(minutes, factor)
    ends = [start + timedelta(seconds=seconds)] if seconds else []
    return min([*ends, *([closes_at] if closes_at else [])], default=None)


@dataclass(frozen=True)
class Terms:
    """When one person may take a quiz and how often; ``allowed`` 0 is without limit."""

    opens_at: datetime | None
    closes_at: datetime | None
    allowed: int
    wait: timedelta = timedelta(0)

    def shut(self, now: datetime, used: int, ended: datetime | None) -> str:
        """Why no further attempt may begin: ``early``, ``over``, ``used`` or ``wait``; empty when it may.

        ``used`` attempts were begun, the last of them ended at ``ended``.
        """
        if self.opens_at and now < self.opens_at:
            return "early"
        if self.closes_at and now >= self.closes_at:
            return "over"
        if chances_left(self.allowed, used) == 0:
            return "used"
        again = self.opens_again(ended)
        return "wait" if again and now < again else ""

    def opens_again(self, ended: datetime | None) -> datetime | None:
        """When the next attempt may begin after one that ended; None when it may at once."""
        return ended + self.wait if ended and self.wait else None


def terms(quiz: Any, given: Any = None) -> Terms:
    """The rules of a quiz with a person's exception, if there is one: its dates stand in place of the quiz's."""
    wait = timedelta(minutes=quiz.wait_minutes)
    if given is None:
        return Terms(quiz.opens_at, quiz.closes_at, quiz.attempts_allowed, wait)
    allowed = quiz.attempts_allowed + given.extra_attempts if quiz.attempts_allowed else 0
    return Terms(given.opens_at or quiz.opens_at, given.closes_at or quiz.closes_at, allowed, wait)


def overlap(start: datetime, end: datetime, first: datetime, last: datetime) -> timedelta:
    """How much of the time from ``start`` to ``end`` lies between ``first`` and ``last``."""
    return max(timedelta(0), min(end, last) - max(start, first))


def accepted_until(ends: datetime | None) -> datetime | None:
    """The last instant at which the server still takes an answer (invariant I5)."""
    return ends + settings.PIAWAI_ANSWER_GRACE if ends else None


def is_over(ends: datetime | None, now: datetime) -> bool:
    last = accepted_until(ends)
    return last is not None and now > last


def seconds_left(ends: datetime | None, now: datetime) -> int | None:
    """Whole seconds until the shown deadline, never below 0; None without a limit."""
    return max(0, int((ends - now).total_seconds())) if ends else None


def chances_left(allowed: int, used: int) -> int | None:
    """How many attempts may still be begun; None without a limit."""
    return max(0, allowed - used) if allowed else None


def average(percents: Sequence[Decimal]) -> Decimal:
    """The mean in hundredths of a percent, half up; 0 of nothing."""
    if not percents:
        return Decimal("0.00")
    return rounded(Fraction(sum(percents, Decimal(0))) / len(percents), PERCENT_STEP)


def counts_as_passed(method: str, number: int, percents: Sequence[Decimal], mark: int) -> bool:
    """Whether a quiz is passed by an attempt that reached its mark.

    ``number`` is that attempt's; ``percents`` are those of all graded attempts. By the best or the last attempt it is;
    by the first only if it was the first; by the average if that reaches the mark too.
    """
    if method == GradeMethod.FIRST:
        return number == 1
    return method != GradeMethod.AVERAGE or average(percents) >= mark


def final_result(results: Sequence[Result], method: str) -> Result | None:
    """The result that counts among graded attempts in the order in which they were made."""
    if not results:
        return None
    if method == GradeMethod.LAST:
        return results[-1]
    if method == GradeMethod.FIRST:
        return results[0]
    return max(results, key=lambda result: result.percent or Decimal(0))
