"""Count everything again from postings and evidence, by groups of people; or only compare."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TypeVar

from django.db import models, transaction
from django.db.models import Count, OuterRef, Subquery

from lms.skills.actions.seats import place_of
from lms.skills.coverage import Cell, Counts, Place, Tally
from lms.skills.models import CoverageCell, Evidence, Holding, Seat
from lms.skills.querysets import (
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
COUNTS = ("staff", "met", "holders")


@transaction.atomic
def rebuild_coverage(on: date | None = None) -> int:
    """Make seats, holdings and cells what postings and evidence say; returns the number of cells.

    Shifts by other transactions stay right: 1. seats and holdings first, in the order in which shifts lock
    them; 2. emptying all cells locks them, so that whoever shifts waits and then adds to the new counts;
    3. whatever was committed before is seen by the count. That is why no cell is ever deleted here.
    """
    _mend_seats(on)
    _mend_holdings(on)
    CoverageCell.objects.update(staff=0, met=0, holders=0)
    counted = recount()
    rows = (CoverageCell(**cell._asdict(), **counts._asdict()) for cell, counts in counted.items())
    _upsert(CoverageCell, rows, [*Cell._fields], [*COUNTS])
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
    stored, true = _stored(), recount()
    for cell in sorted(stored.keys() | true.keys()):
        kept, counted = stored.get(cell, Counts()), true.get(cell, Counts())
        if kept != counted:
            yield f"cell {'/'.join(map(str, cell))}: {_say(kept)} stored, {_say(counted)} counted"


def _say(counts: Counts) -> str:
    return " ".join(f"{name}={count}" for name, count in counts._asdict().items())


def _stored() -> dict[Cell, Counts]:
    rows = CoverageCell.objects.values_list(*Cell._fields, *COUNTS).iterator()
    return {Cell(*row[:4]): Counts(*row[4:]) for row in rows}


def _mend_seats(on: date | None) -> None:
    Seat.objects.filter(pk__in=seats_gone(on).values("pk")).delete()
    fresh = counted_postings(on).filter(user__seat=None).select_related("user", "position").order_by()
    seats = (Seat(user_id=row.user_id, **place_of(row)._asdict()) for row in fresh.iterator())
    _upsert(Seat, seats, ["user"], ["unit", "post_group", "digital_role"])


def _mend_holdings(on: date | None) -> None:
    valid = Evidence.objects.valid(on).filter(user=OuterRef("user"), skill=OuterRef("skill"))
    wrong = holdings_wrong(on)
    wrong.exclude(models.Exists(valid)).delete()
    wrong.update(level=Subquery(valid.order_by("-level").values("level")[:1]))
    missing = best_levels(evidence_unheld(on)).iterator()
    rows = (Holding(user_id=user_id, skill_id=skill_id, level=level) for user_id, skill_id, level in missing)
    _upsert(Holding, rows, ["user", "skill"], ["level"])


def _upsert(model: type[Row], rows: Iterable[Row], key: list[str], values: list[str]) -> None:
    """Write rows in batches, so that memory stays flat; a row that somebody else wrote meanwhile is
    overwritten.
    """
    stream = iter(rows)
    while batch := list(islice(stream, BATCH)):
        model._default_manager.bulk_create(
            batch, update_conflicts=True, unique_fields=key, update_fields=values, batch_size=BATCH
        )
