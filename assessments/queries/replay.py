"""One attempt told again from its own rows: every answer with its time and receipt, and a grade made anew."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from assessments.actions.attempts import agrees, regrade
from assessments.enums import AttemptState
from assessments.models import AnswerStep, Attempt, AttemptSlot, GradeChange, LateAnswer
from assessments.receipts import Receipt, bare
from assessments.showing import Shown, shown


@dataclass(frozen=True)
class Told:
    """One step: when, since the start of the attempt, and what the question then held."""

    receipt: Receipt
    since: timedelta
    question: Shown
    empty: bool
    device: str
    late: bool
    sought: bool


@dataclass(frozen=True)
class Replay:
    attempt: Attempt
    steps: list[Told]
    slots: list[AttemptSlot]
    late: list[tuple[LateAnswer, Shown]]
    changes: list[GradeChange]
    agrees: bool | None
    sought: str

    @property
    def found(self) -> bool:
        return any(step.sought for step in self.steps)


def replay(attempt: Attempt, code: str = "") -> Replay:
    """``code`` is a receipt to look for. A fixed number of queries, whatever the number of steps."""
    rows = AttemptSlot.objects.filter(attempt=attempt).select_related("version", "graded_by")
    slots = list(rows.order_by("position"))
    by_id = {slot.pk: slot for slot in slots}
    steps = list(AnswerStep.objects.filter(slot__in=slots).order_by("at", "pk"))
    late = list(LateAnswer.objects.filter(slot__in=slots).select_related("counted_by").order_by("pk"))
    ended = attempt.state == AttemptState.SUBMITTED
    sought = bare(code)
    return Replay(
        attempt,
        [_told(attempt, by_id[step.slot_id], step, sought) for step in steps],
        slots,
        [(row, _shown(by_id[row.slot_id], row.response)) for row in late],
        list(attempt.grade_changes.select_related("by")),
        agrees(attempt, regrade(attempt=attempt)) if ended else None,
        sought,
    )


def _told(attempt: Attempt, slot: AttemptSlot, step: AnswerStep, sought: str) -> Told:
    step.slot = slot
    receipt = Receipt.of(step, attempt.pk)
    late = bool(attempt.submitted_at and step.at > attempt.submitted_at and _after(attempt, step.at))
    return Told(
        receipt,
        step.at - attempt.started_at,
        _shown(slot, step.response),
        step.response is None,
        step.device,
        late,
        bool(sought) and bare(receipt.code) == sought,
    )


def _after(attempt: Attempt, at: datetime) -> bool:
    return attempt.deadline_at is None or at > attempt.deadline_at


def _shown(slot: AttemptSlot, response: Any) -> Shown:
    return shown(slot.version.kind, slot.body, slot.option_order, response)
