"""Which attempts a night grades again (invariant I3)."""

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Mod

from assessments.actions.attempts import agrees, regrade
from assessments.models import Attempt

PARTS = 28
LATELY = timedelta(days=2)


def differing(now: datetime) -> tuple[int, list[int]]:
    """How many were graded again, and those whose stored grade is another.

    All that ended or was changed in the last two days, and each night another twenty-eighth of the rest.
    """
    lately = Q(submitted_at__gte=now - LATELY) | Q(grade_changes__at__gte=now - LATELY)
    rows = Attempt.objects.submitted().annotate(part=Mod(F("pk"), PARTS))
    return differing_among(rows.filter(lately | Q(part=now.toordinal() % PARTS)).distinct())


def differing_among(attempts: QuerySet[Attempt]) -> tuple[int, list[int]]:
    """How many graded attempts these are, and the keys of those whose stored grade is another than a fresh one."""
    count, wrong = 0, []
    for attempt in attempts.order_by("pk").iterator(chunk_size=500):
        count += 1
        if not agrees(attempt, regrade(attempt=attempt)):
            wrong.append(attempt.pk)
    return count, wrong
