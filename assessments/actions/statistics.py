"""Figures of a quiz are asked for, worked out in the background, and kept."""

from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from assessments.enums import AttemptChoice
from assessments.models import Attempt, GradeChange, QuizPage, QuizStatistics
from assessments.queries.certainty import calibration
from assessments.queries.gathering import gather
from assessments.statistics.report import report
from lms.core.jobs import enqueue
from lms.core.models import Job

KIND = "assessments.statistics"


@transaction.atomic
def ask_for_statistics(*, quiz: QuizPage, by: Any) -> Job:
    """Promise fresh figures; whoever asks while they are being worked out gets the same promise."""
    for choice in AttemptChoice:
        QuizStatistics.objects.get_or_create(quiz=quiz, choice=choice)
    rows = QuizStatistics.objects.filter(quiz=quiz)
    locked = rows.select_for_update(of=("self",)).select_related("job").order_by("choice")[0]
    if locked.job and not locked.job.done_at and not locked.job.dead_at:
        return locked.job
    job = enqueue(KIND, {"quiz": quiz.pk}, by=by)
    rows.update(job=job)
    return job


def compute_statistics(*, quiz: QuizPage) -> int:
    """Read everything (outside of a transaction) and keep the figures; safe to do twice. Returns the attempts read."""
    now = timezone.now()
    found = gather(quiz)
    people = found[AttemptChoice.FIRST].attempts
    certainty = [[row.certainty, row.answers, row.right] for row in calibration(quiz)]
    with transaction.atomic():
        for choice, gathered in found.items():
            values = {"computed_at": now, "attempts": gathered.attempts, "people": people}
            QuizStatistics.objects.update_or_create(
                quiz=quiz,
                choice=choice,
                defaults=values | {"payload": report(gathered) | {"certainty": certainty}},
            )
    return found[AttemptChoice.ALL].attempts


def ask_for_outdated() -> int:
    """Promise fresh figures for every quiz with attempts or changes of grades that its figures do not know.

    Returns how many.
    """
    graded = dict(Attempt.objects.submitted().order_by().values_list("quiz").annotate(Count("pk")))
    known = dict(
        QuizStatistics.objects.filter(choice=AttemptChoice.ALL)
        .exclude(computed_at=None)
        .values_list("quiz", "attempts")
    )
    regraded = GradeChange.objects.filter(attempt__quiz=OuterRef("quiz"), at__gt=OuterRef("computed_at"))
    stale = set(QuizStatistics.objects.filter(Exists(regraded)).order_by().values_list("quiz", flat=True))
    changed = [pk for pk, count in graded.items() if known.get(pk) != count or pk in stale]
    for quiz in QuizPage.objects.filter(pk__in=changed).order_by("pk"):
        ask_for_statistics(quiz=quiz, by=None)
    return len(changed)
