"""The audit trail as an operator reads it: who did what, without anybody's answers or whole numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from lms.audit.models import Event
from lms.core.ids import ids
from lms.core.jobs import masked
from lms.people.models import User

HIDDEN = {"answer", "answers", "response", "password", "token", "code"}
LONGEST = 120


def events(
    *, act: str = "", actor: str = "", since: date | None = None, until: date | None = None
) -> QuerySet[Event]:
    """``act`` as it begins, ``actor`` as it stands in a name; days are those of WIB."""
    rows = Event.objects.select_related("actor")
    if act:
        rows = rows.filter(act__startswith=act.lower())  # acts are lower-case; only SQLite would ignore it
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


def lines_of(page: Iterable[Event]) -> list[Line]:
    """The events of one page; people by the names that they bear today, which the trail itself never holds."""
    shown = list(page)
    people = {str(person.pk): person.full_name for person in User.objects.filter(pk__in=_people_in(shown))}
    return [line_of(event, people.get(event.target_id) if is_person(event) else None) for event in shown]


def is_person(event: Event) -> bool:
    return event.target_type == User._meta.label_lower


def _people_in(shown: Iterable[Event]) -> list[int]:
    return ids(event.target_id for event in shown if is_person(event))


def line_of(event: Event, name: str | None = None) -> Line:
    target = masked(name or event.target_label)
    return Line(event, target, masked(event.reason), readable(event.before), readable(event.after))


def readable(values: dict[str, Any]) -> list[tuple[str, str]]:
    """Names and values fit to be shown: secrets and answers left out, long numbers and texts cut."""
    return [(name, "•••" if name in HIDDEN else _short(value)) for name, value in values.items()]


def _short(value: Any) -> str:
    text = masked("–" if value in (None, "") else str(value))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
