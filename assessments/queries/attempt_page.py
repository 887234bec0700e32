"""Questions of a running attempt and the map of all of them: one question in two queries, all in one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404
from django.utils.translation import ngettext

from assessments import rules
from assessments.actions.attempts import checked_answers
from assessments.enums import Certainty
from assessments.grading.behaviours import UNCHECKED
from assessments.grading.kinds import UNMARKED
from assessments.models import Attempt, AttemptSlot
from assessments.queries.trials import Trial, trial_of
from assessments.showing import Shown, shown
from lms.core.prepared import Prepared

ITEMS = Prepared(
    lambda attempt: (
        AttemptSlot.objects.filter(attempt=attempt)
        .order_by("position")
        .values_list("position", "section", "answered_at", "flagged", "version__kind")
    )
)
SLOT = Prepared(
    lambda attempt, position: AttemptSlot.objects.filter(attempt=attempt, position=position).select_related(
        "version"
    )
)


@dataclass(frozen=True)
class MapItem:
    position: int
    section: str
    answered: bool
    flagged: bool
    kind: str = ""


@dataclass(frozen=True)
class AttemptPage:
    """What the page of question ``position`` shows."""

    attempt: Attempt
    position: int
    section: str
    question: Shown
    seq: int
    flagged: bool
    saved_at: datetime | None
    items: list[MapItem]
    left: int | None
    trial: Trial | None = None
    certainty: int = 0

    @property
    def levels(self) -> list[tuple[int, Any]]:
        """What a learner can say of how sure they are; nothing where nobody asks, and for what people mark."""
        asked = self.attempt.asks_certainty and self.question.kind not in UNCHECKED
        return Certainty.choices if asked else []

    @property
    def total(self) -> int:
        return len(self.items)

    @property
    def answered(self) -> int:
        return sum(item.answered for item in self.items)

    @property
    def empty(self) -> int:
        return self.total - self.answered

    @property
    def plain(self) -> bool:
        """Whether it needs the server at each step: to check an answer, or to hand in a file."""
        return self.attempt.checks or any(item.kind == "file" for item in self.items)

    @property
    def left_words(self) -> str:
        return left_words(self.left)

    @property
    def whole(self) -> int | None:
        """Seconds that the attempt has from start to deadline."""
        ends = self.attempt.deadline_at
        return int((ends - self.attempt.started_at).total_seconds()) if ends else None


def left_words(seconds: int | None) -> str:
    """``Sisa 18 menit``; seconds only in the last minute; empty without a limit."""
    if seconds is None:
        return ""
    if seconds < 60:
        return ngettext("Sisa %(n)s detik", "Sisa %(n)s detik", seconds) % {"n": seconds}
    minutes = -(-seconds // 60)
    return ngettext("Sisa %(n)s menit", "Sisa %(n)s menit", minutes) % {"n": minutes}


def items_of(attempt: Attempt) -> list[MapItem]:
    return [
        MapItem(position, section, answered_at is not None or kind in UNMARKED, flagged, kind)
        for position, section, answered_at, flagged, kind in ITEMS(attempt=attempt.pk)
    ]


def attempt_page(attempt: Attempt, wanted: str | None, now: datetime) -> AttemptPage:
    """``wanted`` is the question number out of the address; without one, where the learner left off."""
    items = items_of(attempt)
    position = _position(items, wanted)
    slot = SLOT.one(attempt=attempt.pk, position=position)
    checked = checked_answers(attempt).get(slot.pk, [])
    return _page(attempt, slot, items, rules.seconds_left(attempt.deadline_at, now), checked)


def attempt_pages(attempt: Attempt, now: datetime) -> list[AttemptPage]:
    """Every question of the attempt, for a browser that goes on without network."""
    slots = list(AttemptSlot.objects.filter(attempt=attempt).select_related("version").order_by("position"))
    items = [
        MapItem(slot.position, slot.section, _is_done(slot), slot.flagged, slot.version.kind)
        for slot in slots
    ]
    left = rules.seconds_left(attempt.deadline_at, now)
    return [_page(attempt, slot, items, left) for slot in slots]


def _is_done(slot: AttemptSlot) -> bool:
    return slot.answered_at is not None or slot.version.kind in UNMARKED


def _page(
    attempt: Attempt, slot: AttemptSlot, items: list[MapItem], left: int | None, checked: Sequence[Any] = ()
) -> AttemptPage:
    question = shown(slot.version.kind, slot.body, slot.option_order, slot.response)
    return AttemptPage(
        attempt,
        slot.position,
        slot.section,
        question,
        slot.last_seq + 1,
        slot.flagged,
        slot.answered_at,
        items,
        left,
        trial_of(attempt, slot, checked),
        slot.certainty,
    )


def _position(items: list[MapItem], wanted: str | None) -> int:
    if wanted is None:
        return next((item.position for item in items if not item.answered), 1)
    if not wanted.isdecimal() or not 1 <= int(wanted) <= len(items):
        raise Http404
    return int(wanted)
