"""Flags are worked out when somebody who may see them asks, and forgotten after a while."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from assessments.integrity.report import report
from assessments.integrity.similarity import similarity
from assessments.integrity.timing import timing
from assessments.models import IntegrityReport, QuizPage
from assessments.queries.integrity import read
from lms.audit import log
from lms.core.jobs import enqueue
from lms.core.models import Job
from lms.people.models import User

KIND = "assessments.integrity"
KEPT = timedelta(days=90)


@transaction.atomic
def ask_for_integrity(*, quiz: QuizPage, by: User) -> Job:
    """Promise flags; whoever asks while they are being worked out gets the same promise."""
    IntegrityReport.objects.get_or_create(quiz=quiz, defaults={"asked_by": by})
    row = IntegrityReport.objects.select_for_update(of=("self",)).select_related("job").get(quiz=quiz)
    if row.job and not row.job.done_at and not row.job.dead_at:
        return row.job
    row.job = enqueue(KIND, {"quiz": quiz.pk}, by=by)
    row.asked_by, row.asked_at = by, timezone.now()
    row.save(update_fields=["job", "asked_by", "asked_at"])
    log.record("assessments.ask_integrity", quiz, by=by)
    return row.job


def compute_integrity(*, quiz: QuizPage) -> int:
    """Read all first attempts (outside of a transaction) and keep the flags; returns the attempts read.

    The seed is the quiz's key: asked again of the same answers, the same flags and the same rates come out.
    """
    found = read(quiz)
    similar, quick = similarity(found.sheets, quiz.pk), timing(found.paces, quiz.pk)
    values = {"payload": report(similar, quick), "computed_at": timezone.now()}
    IntegrityReport.objects.update_or_create(quiz=quiz, defaults=values)
    return len(found.sheets)


def record_look(*, quiz: QuizPage, flags: int, by: User) -> None:
    """Each look at names is an event (ADR 21)."""
    log.record("assessments.view_integrity", quiz, by=by, after={"flags": flags})


def forget_reports(*, now: datetime) -> int:
    return IntegrityReport.objects.filter(asked_at__lt=now - KEPT).delete()[0]
