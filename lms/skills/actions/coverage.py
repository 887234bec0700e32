"""Count everything again from postings and evidence, by groups of people; or only compare."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import Count, Exists, OuterRef

from lms.core.rows import insert_from
from lms.skills.coverage import Cell, Counts, Group, Place, Sums, Tally, added_up
from lms.skills.models import CoverageCell, CoverageSum, Evidence, Holding, Seat
from lms.skills.querysets import (
    all_levels,
    best_levels,
    counted_postings,
    evidence_unheld,
    holdings_wrong,
    postings_unseated,
    seats_gone,
    standard_of,
)

Row = TypeVar("Row", bound=models.Model)
BATCH = 2000
PLACE = ("unit_id", "post_group", "digital_role")
Table = dict[Any, Any]  # the key of a row → its counts


@transaction.atomic
def rebuild_coverage(on: date | None = None) -> int:
    """Make seats, holdings and cells what postings and evidence say; returns the number of cells.

    Shifts by other transactions stay right: 1. seats and holdings first, in the order in which shifts lock
    them; 2. reading the cells locks them, so that whoever shifts waits and then adds to the new counts;
    3. whatever was committed before is seen by the count. That is why no cell is ever deleted here.
    """
    _mend_seats(on)
    _mend_holdings(on)
    stored, sums = (
        _stored(CoverageCell, Cell, Counts, lock=True),
        _stored(CoverageSum, Group, Sums, lock=True),
    )
    counted = recount()
    _write(CoverageCell, Counts(), stored, counted)
    _write(CoverageSum, Sums(), sums, dict(added_up(counted.items())))
    return len(counted)


def recount() -> dict[Cell, Counts]:
    """The cells as seats, holdings and requirements give them: two grouped queries however many people."""
    tally, standard = Tally(), standard_of()
    for *place, people in Seat.objects.order_by().values_list(*PLACE).annotate(people=Count("pk")).iterator():
        tally.add_post(Place(*place), standard.get((place[1], place[2]), {}), people)
    seats = [f"user__seat__{name}" for name in PLACE]
    holders = Holding.objects.order_by().exclude(user__seat=None).values_list(*seats, "skill_id", "level")
    for *place, skill_id, level, people in holders.annotate(people=Count("pk")).iterator():
        required = standard.get((place[1], place[2]), {})
        tally.add_holding(Place(*place), required, skill_id, level, people)
    return dict(tally.changes())


def differences(on: date | None = None) -> Iterator[str]:
    """What a rebuild would change, one line each; nothing when all agrees."""
    yield from (f"seat {seat.user_id}: no such posting" for seat in seats_gone(on).iterator())
    yield from (f"seat {row.user_id}: missing" for row in postings_unseated(on).iterator())
    for held in holdings_wrong(on).iterator():
        yield f"holding {held.user_id}/{held.skill_id}: not the best evidence"
    for user_id, skill_id, level in best_levels(evidence_unheld(on)).iterator():
        yield f"holding {user_id}/{skill_id}: missing, evidence says {level}"
    counted = recount()
    yield from _named("cell", Counts(), _stored(CoverageCell, Cell, Counts), counted)
    yield from _named("sum", Sums(), _stored(CoverageSum, Group, Sums), dict(added_up(counted.items())))


def _named(what: str, nothing: tuple, stored: Table, counted: Table) -> Iterator[str]:
    for key, (kept, true) in _unequal(nothing, stored, counted):
        yield f"{what} {'/'.join(map(str, key))}: {_say(kept)} stored, {_say(true)} counted"


def _say(counts: Any) -> str:
    return " ".join(f"{name}={count}" for name, count in counts._asdict().items())


def _unequal(nothing: tuple, stored: Table, counted: Table) -> Iterator[tuple[Any, tuple[Any, Any]]]:
    """Keys whose counts differ, with both; an empty row is as good as none."""
    for key in sorted(stored.keys() | counted.keys()):
        both = stored.get(key, nothing), counted.get(key, nothing)
        if both[0] != both[1]:
            yield key, both


def _stored(model: type[Row], key: Any, counts: Any, lock: bool = False) -> Table:
    rows = model._default_manager.order_by(*key._fields)
    if lock:
        rows = rows.select_for_update()
    split = len(key._fields)
    found = rows.values_list(*key._fields, *counts._fields).iterator()
    return {key(*row[:split]): counts(*row[split:]) for row in found}


def _write(model: type[Row], nothing: Any, stored: Table, counted: Table) -> None:
    """Only what differs is written."""
    rows = (
        model(**key._asdict(), **true._asdict()) for key, (_kept, true) in _unequal(nothing, stored, counted)
    )
    keys = next(iter(stored or counted), None)
    if keys is not None:
        _upsert(model, rows, [*keys._fields], [*nothing._fields])


def _mend_seats(on: date | None) -> None:
    Seat.objects.filter(pk__in=seats_gone(on).values("pk")).delete()
    fresh = counted_postings(on).filter(user__seat=None).order_by()
    places = fresh.values_list("user_id", "unit_id", "position__post_group", "user__digital_role")
    insert_from(Seat, places, ["user", "unit", "post_group", "digital_role"], ["user"])


def _mend_holdings(on: date | None) -> None:
    valid = Evidence.objects.valid(on).filter(user=OuterRef("user"), skill=OuterRef("skill"))
    Holding.objects.filter(~Exists(valid)).delete()
    insert_from(Holding, all_levels(on), ["user", "skill", "level"], ["user", "skill"])


def _upsert(model: type[Row], rows: Iterable[Row], key: list[str], values: list[str]) -> None:
    """Write rows in batches, so that memory stays flat; a row that somebody else wrote meanwhile is
    overwritten.
    """
    stream = iter(rows)
    while batch := list(islice(stream, BATCH)):
        model._default_manager.bulk_create(
            batch, update_conflicts=True, unique_fields=key, update_fields=values, batch_size=BATCH
        )
