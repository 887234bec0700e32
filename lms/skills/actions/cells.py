"""The only place that changes coverage cells, and their sums, bit by bit."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import F

from lms.people.models import User
from lms.skills.coverage import Cell, Counts, Group, Sums, Tally, added_up
from lms.skills.models import CoverageCell, CoverageSum


def lock_people(user_ids: Iterable[int]) -> None:
    """Let nobody else move or prove anything about these people until the transaction ends.

    Locks go from people to seats and holdings to cells to sums, each in the order of their keys, so that two
    writers never wait for each other.
    """
    people = User.objects.filter(pk__in=set(user_ids)).order_by("pk").select_for_update(no_key=True)
    list(people.values_list("pk", flat=True))


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
    changes: dict[str, Any] = {name: F(name) + count for name, count in counts._asdict().items() if count}
    return model._default_manager.filter(**key._asdict()).update(**changes)
