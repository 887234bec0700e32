"""Arithmetic of completion, without the ORM."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count

from django.utils import timezone

from lms.core.dates import add_months, first_minute

RENEW_DAYS = 90  # so long before a proof runs out its course may be taken again
ROUND_DAYS = 90  # so long before its due date a round of a yearly duty opens


@dataclass(frozen=True)
class PassRule:
    """What a course asks for: all lessons, all quizzes, or both."""

    needs_lessons: bool
    needs_quizzes: bool

    def counts(self, kind: str) -> bool:
        return self.needs_lessons if kind == "lesson" else self.needs_quizzes


def is_complete(required: Iterable[int], done: set[int]) -> bool:
    """All required activities are done; a course that requires nothing is never complete by itself."""
    wanted = set(required)
    return bool(wanted) and wanted <= done


def renewable_from(completed: date, valid_months: int) -> date | None:
    """The day from which a finished course may be taken again; None where its proof lasts for good."""
    if not valid_months:
        return None
    return add_months(completed, valid_months) - timedelta(days=RENEW_DAYS)


def round_from(due_at: datetime) -> datetime:
    """From here on, finishing the course fulfils the round of a yearly duty that is due then."""
    return first_minute(add_months(timezone.localtime(due_at).date(), -12) + timedelta(days=1))


def rounds_ahead(due: date, today: date, until: date) -> Iterator[date]:
    """When the rounds that follow the one due then will be due, as far as they lie between the two days."""
    for years in count(1):
        day = add_months(due, 12 * years)
        if day > until:
            return
        if day >= today:
            yield day


def next_due(due: date, today: date) -> date | None:
    """When the next round of a yearly duty is due, once it has opened; rounds that are over already are left out."""
    years = 1
    while add_months(due, 12 * years) < today:
        years += 1
    following = add_months(due, 12 * years)
    return following if today >= following - timedelta(days=ROUND_DAYS) else None
