"""The audit trail as an operator reads it: who did what, without anybody's answers or whole numbers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from lms.audit.models import Event
from lms.core.jobs import masked

HIDDEN = {"answer", "answers", "response", "password", "token", "code"}
LONGEST = 120


def events(
    *, act: str = "", actor: str = "", since: date | None = None, until: date | None = None
) -> QuerySet[Event]:
    """``act`` as it begins, ``actor`` as it stands in a name; days are those of WIB."""
    rows = Event.objects.select_related("actor")
    if act:
        rows = rows.filter(act__startswith=act)
    if actor:
        rows = rows.filter(Q(actor__name__icontains=actor) | Q(actor__username__iexact=actor))
    if since:
        rows = rows.filter(at__date__gte=since)
    return rows.filter(at__date__lte=until) if until else rows


@dataclass(frozen=True)
class Line:
    """One event fit to be shown."""

    event: Event
    target: str
    reason: str
    before: list[tuple[str, str]]
    after: list[tuple[str, str]]


def line_of(event: Event) -> Line:
    target = masked(event.target_label)
    return Line(event, target, masked(event.reason), readable(event.before), readable(event.after))


def readable(values: dict[str, Any]) -> list[tuple[str, str]]:
    """Names and values fit to be shown: secrets and answers left out, long numbers and texts cut."""
    return [(name, "•••" if name in HIDDEN else _short(value)) for name, value in values.items()]


def _short(value: Any) -> str:
    text = masked("–" if value in (None, "") else str(value))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
