"""One attempt told again from its own rows: every answer with its time and receipt, and a grade made anew."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assessments.actions.attempts import agrees, graded, slots_of
from assessments.enums import AttemptState, Certainty
from assessments.models import AnswerCheck, AnswerStep, Attempt, AttemptSlot, GradeChange, LateAnswer
from assessments.receipts import Receipt, bare
from assessments.showing import Shown, shown


@dataclass(frozen=True)
class Told:
    """One step, and what the question then held; ``late``: it came after the end, and somebody has counted it."""

    receipt: Receipt
    question: Shown
    empty: bool
    late: bool
    sought: bool
    checked: bool
    sure: str


@dataclass(frozen=True)
class Replay:
    attempt: Attempt
    steps: list[Told]
    late: list[tuple[LateAnswer, Shown]]
    changes: list[GradeChange]
    agrees: bool | None
    sought: str

    @property
    def found(self) -> bool:
        return any(step.sought for step in self.steps)


def replay(attempt: Attempt, code: str = "") -> Replay:
    """``code`` is a receipt to look for. A fixed number of queries, whatever the number of steps."""
    slots = list(slots_of(attempt))
    by_id = {slot.pk: slot for slot in slots}
    steps = list(AnswerStep.objects.filter(slot__in=slots).order_by("at", "pk"))
    late = list(LateAnswer.objects.filter(slot__in=slots).select_related("counted_by").order_by("pk"))
    counted = {(row.slot_id, row.at) for row in late if row.counted_at}
    graded_now = attempt.state == AttemptState.SUBMITTED
    sought = bare(code)
    checked = (
        set(AnswerCheck.objects.filter(slot__in=slots).values_list("pk", flat=True))
        if attempt.checks
        else set()
    )
    return Replay(
        attempt,
        [_told(by_id[step.slot_id], step, sought, counted, step.pk in checked) for step in steps],
        [(row, _shown(by_id[row.slot_id], row.response)) for row in late],
        list(attempt.grade_changes.select_related("by")),
        agrees(attempt, graded(attempt, slots)) if graded_now else None,
        sought,
    )


def _told(
    slot: AttemptSlot, step: AnswerStep, sought: str, counted: set[tuple[int, datetime]], checked: bool
) -> Told:
    step.slot = slot
    receipt = Receipt.of(step, slot.attempt_id)
    return Told(
        receipt,
        _shown(slot, step.response),
        step.response is None,
        (slot.pk, step.at) in counted,
        bool(sought) and bare(receipt.code) == sought,
        checked,
        str(Certainty(step.certainty).label) if step.certainty else "",
    )


def _shown(slot: AttemptSlot, response: Any) -> Shown:
    return shown(slot.version.kind, slot.body, slot.option_order, response)
