"""The only place that changes coverage cells bit by bit."""

from collections.abc import Iterable

from django.db.models import F

from lms.people.models import User
from lms.skills.coverage import Cell, Counts, Tally
from lms.skills.models import CoverageCell


def lock_people(user_ids: Iterable[int]) -> None:
    """Let nobody else move or prove anything about these people until the transaction ends.

    Locks go from people to seats and holdings to cells, each in the order of their keys, so that two writers
    never wait for each other.
    """
    people = User.objects.filter(pk__in=set(user_ids)).order_by("pk").select_for_update(no_key=True)
    list(people.values_list("pk", flat=True))


def apply(tally: Tally) -> None:
    """Add the tally to the cells, in the caller's transaction, making rows that are missing."""
    for cell, counts in tally.changes():
        if not _shift(cell, counts):
            CoverageCell.objects.bulk_create([CoverageCell(**cell._asdict())], ignore_conflicts=True)
            _shift(cell, counts)


def _shift(cell: Cell, counts: Counts) -> int:
    return CoverageCell.objects.filter(**cell._asdict()).update(
        staff=F("staff") + counts.staff, met=F("met") + counts.met, holders=F("holders") + counts.holders
    )
