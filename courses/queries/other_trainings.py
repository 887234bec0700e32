"""Training elsewhere as its lists and its page show it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum

from courses.actions.credits import planned
from courses.enums import TrainingState
from courses.models import CreditEntry, OtherTraining
from lms.people.models import User


@dataclass(frozen=True)
class YearOfJP:
    year: int
    raw: int
    recognised: int


def trainings_in_charge(viewer: User, *, search: str = "", state: str = "") -> QuerySet[OtherTraining]:
    """Without a state those that wait, the longest waiting first; otherwise the newest first."""
    rows = OtherTraining.objects.in_charge(viewer)
    for word in search.replace("\0", "").split()[:6]:
        rows = rows.filter(Q(user__name__icontains=word) | Q(title__icontains=word))
    if state in TrainingState:
        rows = rows.filter(state=state)
    elif not state:
        rows = rows.waiting().order_by("handed_in_at", "pk")
    return with_jp(rows).select_related("user")


def with_jp(rows: QuerySet[OtherTraining]) -> QuerySet[OtherTraining]:
    """Each row with what the ledger got of it."""
    return rows.annotate(raw_jp=_sum_of("raw_jp"), recognised_jp=_sum_of("recognised_jp"))


def _sum_of(name: str) -> Subquery:
    entries = CreditEntry.objects.filter(training=OuterRef("pk")).order_by().values("training")
    return Subquery(entries.annotate(total=Sum(name)).values("total"))


def overlapping(training: OtherTraining) -> QuerySet[OtherTraining]:
    """Other training of the same person on some of the same days: perhaps the same one, handed in twice."""
    rows = OtherTraining.objects.filter(
        user=training.user_id, starts_on__lte=training.ends_on, ends_on__gte=training.starts_on
    )
    return rows.filter(state__in=[TrainingState.WAITING, TrainingState.APPROVED]).exclude(pk=training.pk)


def jp_of(training: OtherTraining) -> list[YearOfJP]:
    """What the ledger holds of it by year; of one that waits, what it would get today."""
    entries: Iterable[CreditEntry] = planned(training) if training.waits else training.credits.all()
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for entry in entries:
        sums[entry.day.year][0] += entry.raw_jp
        sums[entry.day.year][1] += entry.recognised_jp
    return [YearOfJP(year, raw, recognised) for year, (raw, recognised) in sorted(sums.items())]
