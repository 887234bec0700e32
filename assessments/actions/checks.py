"""Have one answer of a running attempt checked, where its quiz lets learners do that."""

from datetime import datetime

from django.db import transaction

from assessments import rules
from assessments.actions.answers import AttemptClosed
from assessments.enums import AttemptState
from assessments.grading.behaviours import UNCHECKED, is_ended
from assessments.models import AnswerCheck, AnswerStep, Attempt, AttemptSlot


class NothingToCheck(Exception):
    """The question has no answer yet, or none that could be checked."""


@transaction.atomic
def check_answer(*, attempt: Attempt, position: int, now: datetime) -> AttemptSlot:
    """Check the newest stored answer; the slot ends when it was right or the tries are used up.

    An answer is checked once, however often and from wherever that is asked: the slot is locked, and a second call
    changes nothing. Raises ``AttemptClosed`` and ``NothingToCheck``.
    """
    slots = AttemptSlot.objects.filter(attempt=attempt, position=position)
    slot = slots.select_related("attempt", "version").select_for_update(of=("self",)).get()
    if not slot.attempt.checks or slot.version.kind in UNCHECKED:
        raise NothingToCheck
    if slot.score is not None or slot.attempt.state != AttemptState.OPEN:
        raise AttemptClosed
    if rules.is_over(slot.attempt.deadline_at, now):
        raise AttemptClosed
    step = AnswerStep.objects.filter(slot=slot, seq=slot.last_seq).first()
    if step is None or step.response is None:
        raise NothingToCheck
    checked = list(slot.checks.select_related("step").order_by("number"))
    if not slot.ended_at and all(one.step_id != step.pk for one in checked):
        AnswerCheck.objects.create(step=step, slot=slot, number=len(checked) + 1, at=now)
        _end(slot, [*(one.step.response for one in checked), step.response], now)
    return slot


def _end(slot: AttemptSlot, responses: list[object], now: datetime) -> None:
    attempt = slot.attempt
    if is_ended(slot.version.kind, slot.body, responses, behaviour=attempt.behaviour, tries=attempt.tries):
        slot.ended_at = now
        slot.save(update_fields=["ended_at"])
