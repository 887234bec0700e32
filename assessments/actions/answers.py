"""Keep answers while an attempt runs: acknowledged means stored, an older copy never replaces a newer one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import transaction

from assessments import rules
from assessments.enums import AttemptState, Certainty
from assessments.grading import BadResponse, clean_response
from assessments.grading.behaviours import UNCHECKED
from assessments.models import AnswerStep, Attempt, AttemptSlot
from lms.core.prepared import Prepared, several
from lms.core.rows import insert_rows, update_rows

SEQ_LIMIT = 1_000_000
SHOWN = [
    *(
        "position",
        "last_seq",
        "response",
        "answered_at",
        "flagged",
        "ended_at",
        "score",
        "waits_for",
        "version__kind",
        "version__body",
    ),
    *("attempt__state", "attempt__deadline_at", "attempt__behaviour", "certainty"),
]

LOCKED = Prepared(
    lambda attempt, user, **positions: (
        AttemptSlot.objects.filter(attempt=attempt, attempt__user=user)
        .filter(position__in=positions.values())
        .select_related("attempt", "version")
        .only(*SHOWN)
        .select_for_update(of=("self",), no_key=True)
        .order_by("position")
    )
)


class AttemptClosed(Exception):
    """The attempt is graded, or its time (with the grace) is over: nothing was stored."""


class Fate(StrEnum):
    SAVED = "saved"
    STALE = "stale"
    REFUSED = "refused"


@dataclass(frozen=True)
class Answer:
    """One answer as a device sends it. ``seq`` is the number it knew of the slot, plus one.

    Without ``seq`` only the learner's mark (``flagged``) is set. ``certainty``: how sure the learner is, where the
    attempt asks; the least where nothing is said.
    """

    slot: int
    seq: int | None = None
    response: Any = None
    client_at: datetime | None = None
    flagged: bool | None = None
    certainty: int = 0


@dataclass(frozen=True)
class Outcome:
    """What became of one answer, and what the server holds for that slot now."""

    slot: int
    seq: int | None
    fate: Fate
    last_seq: int
    response: Any
    kind: str = ""
    body: Mapping[str, Any] = field(default_factory=dict, compare=False)
    at: datetime | None = None  # when it was stored, for an answer that was stored now
    certainty: int = 0


@dataclass(frozen=True)
class Acknowledgement:
    at: datetime
    left: int | None
    outcomes: list[Outcome]


@dataclass
class _Batch:
    slots: dict[int, AttemptSlot]
    device: str
    now: datetime
    steps: list[AnswerStep] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)


@transaction.atomic
def save_answers(
    *, attempt: Attempt, answers: Sequence[Answer], device: str, now: datetime
) -> Acknowledgement:
    """Store answers in three queries: lock slots, add steps, update slots. Raises ``AttemptClosed``.

    An ``attempt`` with pk and user_id will do, unfetched; ``Attempt.DoesNotExist`` when it is not the user's.
    Slots are locked and the attempt is not: a slot has a score, or waits for its marker, as soon as its attempt is
    handed in, and that is what tells a closed one.
    """
    slots = _locked_slots(attempt, {answer.slot for answer in answers})
    held = next(iter(slots.values())).attempt if slots else _attempt(attempt)
    ended = any(slot.score is not None or slot.waits_for for slot in slots.values())
    if ended or held.state != AttemptState.OPEN or rules.is_over(held.deadline_at, now):
        raise AttemptClosed
    batch = _Batch(slots, device[:40], now)
    outcomes = [_outcome(batch, answer) for answer in answers]
    insert_rows(batch.steps)
    changed = [slot for position, slot in slots.items() if position in batch.touched]
    update_rows(changed, ["last_seq", "response", "certainty", "answered_at", "flagged"])
    outcomes = _known_again(batch, answers, outcomes)
    return Acknowledgement(now, rules.seconds_left(held.deadline_at, now), outcomes)


def _locked_slots(attempt: Attempt, positions: set[int]) -> dict[int, AttemptSlot]:
    """Locked in the order of their positions, so that two saves never wait for each other in a circle."""
    wanted = several(sorted(positions))
    rows = LOCKED(attempt=attempt.pk, user=attempt.user_id, **wanted) if wanted else []
    return {slot.position: slot for slot in rows}


def _attempt(attempt: Attempt) -> Attempt:
    return Attempt.objects.get(pk=attempt.pk, user_id=attempt.user_id)


def _outcome(batch: _Batch, answer: Answer) -> Outcome:
    slot = batch.slots.get(answer.slot)
    if slot is None:
        return Outcome(answer.slot, answer.seq, Fate.REFUSED, 0, None)
    if answer.flagged is not None and slot.flagged != answer.flagged:
        slot.flagged = answer.flagged
        batch.touched.add(slot.position)
    before = len(batch.steps)
    fate = Fate.SAVED if answer.seq is None else _store(batch, slot, answer.seq, answer)
    return Outcome(
        answer.slot,
        answer.seq,
        fate,
        slot.last_seq,
        slot.response,
        slot.version.kind,
        slot.version.body,
        batch.now if len(batch.steps) > before else None,
        slot.certainty,
    )


def _store(batch: _Batch, slot: AttemptSlot, seq: int, answer: Answer) -> Fate:
    try:
        response = response_of(slot, answer)
    except BadResponse:
        return Fate.REFUSED
    if not 0 < seq <= SEQ_LIMIT or (slot.ended_at and seq > slot.last_seq):
        return Fate.REFUSED
    sure = certainty_of(slot, answer, response)
    if seq <= slot.last_seq:
        said = (slot.last_seq, slot.response, slot.certainty)
        return Fate.SAVED if said == (seq, response, sure) else Fate.STALE
    slot.last_seq, slot.response, slot.certainty = seq, response, sure
    slot.answered_at = batch.now if response is not None else None
    batch.touched.add(slot.position)
    batch.steps.append(
        AnswerStep(
            slot=slot,
            seq=seq,
            response=response,
            certainty=sure,
            at=batch.now,
            client_at=answer.client_at,
            device=batch.device,
        )
    )
    return Fate.SAVED


def certainty_of(slot: AttemptSlot, answer: Answer, response: Any) -> int:
    """What is stored of how sure a learner is: 0 where nobody asks, for an empty answer, and for what people mark."""
    if not slot.attempt.asks_certainty or response is None or slot.version.kind in UNCHECKED:
        return 0
    return answer.certainty if answer.certainty in Certainty.values else int(Certainty.LOW)


def response_of(slot: AttemptSlot, answer: Answer) -> Any:
    """What is stored of an answer. Raises ``BadResponse``, also for a file that did not come before the answer."""
    response = clean_response(slot.version.kind, slot.version.body, answer.response)
    if slot.version.kind == "file" and isinstance(response, dict) and not slot.has_file(response["digest"]):
        raise BadResponse
    return response


def _known_again(batch: _Batch, answers: Sequence[Answer], outcomes: list[Outcome]) -> list[Outcome]:
    """A repeat of a step that was stored before a newer one came is acknowledged again; one query, seldom."""
    if not any(outcome.fate == Fate.STALE for outcome in outcomes):
        return outcomes
    slots = [batch.slots[outcome.slot] for outcome in outcomes if outcome.fate == Fate.STALE]
    steps = AnswerStep.objects.filter(slot__in=slots)
    rows = steps.values_list("slot__position", "seq", "response", "certainty")
    stored = {(position, seq): said for position, seq, *said in rows}
    return [
        _again(outcome, _clean(batch, answer), stored)
        for answer, outcome in zip(answers, outcomes, strict=True)
    ]


def _clean(batch: _Batch, answer: Answer) -> list[Any]:
    """Response and certainty, as they would be stored."""
    slot = batch.slots.get(answer.slot)
    try:
        response = clean_response(slot.version.kind, slot.version.body, answer.response) if slot else None
    except BadResponse:
        response = None
    return [response, certainty_of(slot, answer, response) if slot else 0]


def _again(outcome: Outcome, said: list[Any], stored: dict[tuple[int, int], list[Any]]) -> Outcome:
    if outcome.fate != Fate.STALE or outcome.seq is None or stored.get((outcome.slot, outcome.seq)) != said:
        return outcome
    return replace(outcome, fate=Fate.SAVED)
