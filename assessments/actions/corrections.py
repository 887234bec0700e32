"""Let a corrected question count for attempts that have ended: first what would change, then, with a reason, that."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from assessments import credentials
from assessments.actions.attempts import checked_answers, points_of, total
from assessments.actions.grades import regrade_attempt
from assessments.enums import AttemptState, CorrectionState, GradeCause
from assessments.grading import percent
from assessments.grading.compatible import fits
from assessments.grading.kinds import BY_HAND
from assessments.models import Attempt, AttemptSlot, Correction, Question, QuestionVersion
from lms.audit import log
from lms.core.jobs import More, enqueue

CHECK, APPLY = "assessments.check_correction", "assessments.apply_correction"
BATCH = 100
Report = dict[str, Any]


def graded_otherwise(question: Question, version: QuestionVersion) -> "QuerySet[AttemptSlot]":
    """Slots of ended attempts that another version of the question has graded; what people mark has its own way."""
    ended = AttemptSlot.objects.filter(
        version__question=question, attempt__state=AttemptState.SUBMITTED
    ).exclude(version__kind__in=BY_HAND)
    return ended.exclude(Q(graded_by=version) | Q(graded_by=None, version=version))


@transaction.atomic
def ask_correction(*, question: Question, by: Any) -> Correction:
    """Have it computed what the current version would change. One that waits already is handed back.

    Raises ``Question.DoesNotExist`` for one that asks nothing yet.
    """
    question = Question.objects.select_for_update(of=("self",)).select_related("current").get(pk=question.pk)
    waiting = question.corrections.filter(
        version=question.current_id, state__in=["checking", "ready", "applying"]
    )
    if found := waiting.first():
        return found
    if question.current is None:
        raise Question.DoesNotExist
    row = Correction.objects.create(question=question, version=question.current, asked_by=by)
    row.job = enqueue(CHECK, {"correction": row.pk}, by=by)
    row.save(update_fields=["job"])
    return row


def check_correction(*, correction: Correction) -> None:
    """Fill in what would change; reads only, in one pass."""
    report = _report(correction)
    Correction.objects.filter(pk=correction.pk, state=CorrectionState.CHECKING).update(
        report=report, state=CorrectionState.READY
    )


def _report(correction: Correction) -> Report:
    report: Report = {"attempts": 0, "changed": 0, "unfit": 0, "gained": 0, "lost": 0, "gain": [], "lose": []}
    lost: list[int] = []
    for slot in _slots(correction):
        report["attempts"] += 1
        if not fits(slot.version.kind, slot.version.body, correction.version.body):
            report["unfit"] += 1
            continue
        before, after, passes = _what_if(slot, correction.version)
        report["changed"] += before != after
        if passes != slot.attempt.passed:
            _note(report, slot.attempt, "gain" if passes else "lose", before, after)
            lost += [] if passes else [slot.attempt.enrolment_id]
    return report | {"certified": credentials.count(lost)}


def _slots(correction: Correction) -> Iterator[AttemptSlot]:
    rows = graded_otherwise(correction.question, correction.version).select_related("version", "attempt")
    return rows.order_by("attempt_id").iterator(chunk_size=500)


def _what_if(slot: AttemptSlot, version: QuestionVersion) -> tuple[Decimal, Decimal, bool]:
    """Percent now and then, and whether that passes; the other questions of the attempt stay as they are."""
    attempt = slot.attempt
    slot.graded_by = version
    points = points_of(
        attempt, slot, slot.response, slot.certainty, checked_answers(attempt).get(slot.pk, ())
    )
    full = attempt.max_score or Decimal(0)
    score = total([_others(attempt, slot), points])
    then = percent(score, full)
    return attempt.percent or Decimal(0), then, then >= attempt.pass_percent


def _others(attempt: Attempt, slot: AttemptSlot) -> Decimal:
    """What the other questions earned; with certainties that may lie below nothing, which the score does not say."""
    if not attempt.asks_certainty:
        return (attempt.score or Decimal(0)) - (slot.score or Decimal(0))
    others = attempt.slots.exclude(pk=slot.pk).aggregate(sum=Sum("score"))
    return others["sum"] or Decimal(0)


def _note(report: Report, attempt: Attempt, name: str, before: Decimal, after: Decimal) -> None:
    report["gained" if name == "gain" else "lost"] += 1
    if len(report[name]) < Correction.LISTED:
        report[name].append({"attempt": attempt.pk, "before": str(before), "after": str(after)})


@transaction.atomic
def apply_correction(*, correction: Correction, reason: str, by: Any, now: datetime) -> bool:
    """Decide for it; the regrading is a job. False when it no longer waits for a decision."""
    row = Correction.objects.select_for_update(of=("self",)).select_related("question").get(pk=correction.pk)
    if row.state != CorrectionState.READY or not reason.strip():
        return False
    row.state, row.reason, row.applied_by, row.applied_at = CorrectionState.APPLYING, reason.strip(), by, now
    row.job = enqueue(APPLY, {"correction": row.pk}, by=by)
    row.save(update_fields=["state", "reason", "applied_by", "applied_at", "job"])
    counts = {name: row.report[name] for name in ("attempts", "changed", "gained", "lost", "unfit")}
    log.record("assessments.apply_correction", row.question, by=by, reason=row.reason, after=counts)
    return True


@transaction.atomic
def cancel_correction(*, correction: Correction) -> bool:
    waiting = Correction.objects.filter(pk=correction.pk, state__in=["checking", "ready"])
    return bool(waiting.update(state=CorrectionState.CANCELLED))


def apply_part(*, correction: Correction, payload: dict[str, Any]) -> More | dict[str, int]:
    """Regrade the next attempts; what was regraded before is not found again, so it is safe to run twice."""
    done, changed, after = payload.get("done", 0), payload.get("changed", 0), payload.get("after", 0)
    rows = graded_otherwise(correction.question, correction.version).filter(attempt__gt=after)
    slots = list(rows.select_related("version", "attempt").order_by("attempt_id")[:BATCH])
    for slot in slots:
        changed += _apply_to(slot, correction)
    done += len(slots)
    if len(slots) == BATCH:
        total = max(done, correction.report["attempts"])
        return More(done, total, payload | {"done": done, "changed": changed, "after": slots[-1].attempt_id})
    Correction.objects.filter(pk=correction.pk).update(state=CorrectionState.DONE)
    return {"attempts": done, "changed": changed}


def _apply_to(slot: AttemptSlot, correction: Correction) -> int:
    if not fits(slot.version.kind, slot.version.body, correction.version.body):
        return 0
    AttemptSlot.objects.filter(pk=slot.pk).update(graded_by=correction.version)
    change = regrade_attempt(
        attempt=slot.attempt,
        cause=GradeCause.CORRECTION,
        reason=correction.reason,
        by=correction.applied_by,
        now=timezone.now(),
    )
    return int(change is not None)
