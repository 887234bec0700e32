"""Rules of attempts without the ORM: time, chances, results, and when feedback may be read."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Protocol

from django.conf import settings

from assessments.enums import FeedbackTiming, GradeMethod


class Result(Protocol):
    percent: Decimal | None
    passed: bool | None


def planned_seconds(minutes: int, factor: Decimal) -> int | None:
    """How long an attempt lasts; None without a limit. ``factor`` is the person's own, 0 for untimed."""
    return round(minutes * 60 * Decimal(factor)) if minutes and factor else None


def deadline(start: datetime, minutes: int, factor: Decimal) -> datetime | None:
    seconds = planned_seconds(minutes, factor)
    return start + timedelta(seconds=seconds) if seconds else None


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


def final_result(results: Sequence[Result], method: str) -> Result | None:
    """The result that counts among graded attempts in the order in which they were made."""
    if not results:
        return None
    if method == GradeMethod.LAST:
        return results[-1]
    return max(results, key=lambda result: result.percent or Decimal(0))


def feedback_is_open(timing: str, *, passed: bool, chances: int | None) -> bool:
    """Whether right answers and feedback may leave the server, for an attempt that is graded."""
    if timing == FeedbackTiming.AFTER_PASS:
        return passed or chances == 0
    return timing == FeedbackTiming.AFTER_SUBMIT
