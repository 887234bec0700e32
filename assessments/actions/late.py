"""Answers that came after the end: evidence, until a person decides."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from assessments.actions.answers import Answer, certainty_of, response_of
from assessments.actions.grades import regrade_attempt
from assessments.actions.waiting import wait_for_markers
from assessments.enums import AttemptState, GradeCause
from assessments.grading import BadResponse
from assessments.grading.kinds import BY_HAND
from assessments.models import AnswerStep, Attempt, AttemptSlot, GradeChange, LateAnswer
from lms.audit import log

KEPT_FOR = timedelta(days=3)
MOST_PER_SLOT = 5


class NotCountable(Exception):
    """A decision needs a reason, and an attempt that has ended."""


@transaction.atomic
def keep_late(*, attempt: Attempt, answers: Sequence[Answer], device: str, now: datetime) -> int:
    """Keep what an ended attempt no longer takes; returns how many were new.

    Only answers that differ from what is stored, few of each question, and for some days: a queue that comes back from
    a dead phone fits, a flood does not.
    """
    slots = _slots(attempt, [answer.slot for answer in answers], now)
    rows = [
        row
        for answer in answers
        if answer.slot in slots and (row := _late(slots[answer.slot], answer, device, now))
    ]
    before = LateAnswer.objects.filter(slot__in=slots.values()).count()
    LateAnswer.objects.bulk_create(rows, ignore_conflicts=True)
    return LateAnswer.objects.filter(slot__in=slots.values()).count() - before


def _slots(attempt: Attempt, positions: Sequence[int], now: datetime) -> dict[int, AttemptSlot]:
    rows = AttemptSlot.objects.filter(
        attempt=attempt.pk, attempt__user=attempt.user_id, position__in=positions
    )
    known = rows.select_for_update(of=("self",)).select_related("version", "attempt")
    ended = {slot.position: slot for slot in known if _ended_lately(slot.attempt, now)}
    return {position: slot for position, slot in ended.items() if slot.late.count() < MOST_PER_SLOT}


def _ended_lately(attempt: Attempt, now: datetime) -> bool:
    ended = attempt.submitted_at or attempt.deadline_at
    return ended is not None and ended <= now <= ended + KEPT_FOR


def _late(slot: AttemptSlot, answer: Answer, device: str, now: datetime) -> LateAnswer | None:
    try:
        response = response_of(slot, answer)
    except BadResponse:
        return None
    sure = certainty_of(slot, answer, response)
    if answer.seq is None or (response, sure) == (slot.response, slot.certainty) or slot.ended_at:
        return None
    return LateAnswer(
        slot=slot,
        response=response,
        certainty=sure,
        at=now,
        client_at=answer.client_at,
        device=device[:40],
        digest=_digest(response, sure),
    )


def _digest(response: Any, certainty: int) -> str:
    """Equal for equal answers; nothing of a certainty where nobody asks."""
    said = [response, certainty] if certainty else response
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


@transaction.atomic
def count_late(*, late: LateAnswer, reason: str, by: Any, now: datetime) -> GradeChange | None:
    """Let a late answer count after all: it becomes the newest step of its question, and the attempt is graded again.

    One that people mark goes to its markers first. A second call changes nothing. Raises ``NotCountable``.
    """
    rows = LateAnswer.objects.select_for_update(of=("self",))
    row = rows.select_related("slot__attempt", "slot__version").get(pk=late.pk)
    slot, attempt = row.slot, row.slot.attempt
    if not reason.strip() or attempt.state == AttemptState.OPEN:
        raise NotCountable
    if row.counted_at is not None:
        return None
    row.counted_at, row.counted_by = now, by
    row.save(update_fields=["counted_at", "counted_by"])
    slot.last_seq, slot.answered_at = slot.last_seq + 1, row.at
    slot.response, slot.certainty = row.response, row.certainty
    slot.save(update_fields=["last_seq", "response", "certainty", "answered_at"])
    if slot.version.kind in BY_HAND:
        wait_for_markers(attempt=attempt, slots=[slot.pk], now=now)
    AnswerStep.objects.create(
        slot=slot,
        seq=slot.last_seq,
        response=row.response,
        certainty=row.certainty,
        at=row.at,
        client_at=row.client_at,
        device=row.device,
    )
    log.record("assessments.count_late", attempt, by=by, reason=reason, after={"question": slot.position})
    return regrade_attempt(attempt=attempt, cause=GradeCause.LATE, reason=reason.strip(), by=by, now=now)
