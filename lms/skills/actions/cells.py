"""The only place that changes coverage cells, and their sums, bit by bit."""

from collections.abc import Iterable

from django.db import models

from lms.core.rows import shift_row
from lms.people.models import User
from lms.skills.coverage import Cell, Counts, Group, Sums, Tally, added_up
from lms.skills.models import CoverageCell, CoverageSum
from lms.skills.nearby import Near

PEOPLE = Near(
    lambda people, _skills: (
        User.objects.filter(pk__in=people)
        .order_by("pk")
        .select_for_update(no_key=True)
        .values_list("pk", flat=True)
    )
)


def lock_people(user_ids: Iterable[int]) -> None:
    """Let nobody else move or prove anything about these people until the transaction ends.

    Locks go from people to seats and holdings to cells to sums, each in the order of their keys, so that two
    writers never wait for each other.
    """
    PEOPLE(set(user_ids))


def apply(tally: Tally) -> None:
    """Add the tally to cells and sums, in the caller's transaction, making rows that are missing."""
    for cell, counts in tally.changes():
        _add(CoverageCell, cell, counts)
    for group, sums in added_up(tally.changes()):
        _add(CoverageSum, group, sums)


def _add(model: type[models.Model], key: Cell | Group, counts: Counts | Sums) -> None:
    if not _shift(model, key, counts):
        model._default_manager.bulk_create([model(**key._asdict())], ignore_conflicts=True)
        _shift(model, key, counts)


def _shift(model: type[models.Model], key: Cell | Group, counts: Counts | Sums) -> int:
    return shift_row(model, key._asdict(), {name: count for name, count in counts._asdict().items() if count})
