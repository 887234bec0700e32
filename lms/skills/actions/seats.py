"""People take their seats in the coverage cells, and leave them, when postings, statuses or roles change."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from lms.people.models import Posting
from lms.skills.actions.cells import apply, lock_people
from lms.skills.coverage import Place, Tally
from lms.skills.models import Holding, Seat
from lms.skills.querysets import counted_postings, postings_unseated, seats_gone, standard_of

BATCH = 500


@transaction.atomic
def reseat(user_ids: Collection[int], on: date | None = None) -> int:
    """Count these people where they are now and no longer where they were; returns how many moved."""
    lock_people(user_ids)
    old = {pk: seat.place for pk, seat in Seat.objects.in_bulk(list(user_ids)).items()}
    new = {row.user_id: place_of(row) for row in _postings(user_ids, on)}
    moved = {pk for pk in user_ids if old.get(pk) != new.get(pk)}
    if moved:
        _write({pk: new.get(pk) for pk in sorted(moved)})
        apply(_difference(moved, old, new))
    return len(moved)


@transaction.atomic
def reseat_some(on: date | None = None, limit: int = BATCH) -> int:
    """Find people whose posting began or ended by the passing of days, and reseat them; 0 when none is
    left.
    """
    gone = set(seats_gone(on).values_list("user_id", flat=True)[:limit])
    come = set(postings_unseated(on).order_by().values_list("user_id", flat=True)[:limit])
    return reseat(sorted(gone | come)[:limit], on)


def place_of(posting: Posting) -> Place:
    return Place(posting.unit_id, posting.position.post_group, posting.user.digital_role)


def _postings(user_ids: Collection[int], on: date | None) -> list[Posting]:
    return list(counted_postings(on).filter(user__in=user_ids).select_related("user", "position").order_by())


def _difference(moved: Collection[int], old: dict[int, Place], new: dict[int, Place]) -> Tally:
    held: dict[int, dict[int, int]] = {pk: {} for pk in moved}
    for row in Holding.objects.filter(user__in=moved).order_by():
        held[row.user_id][row.skill_id] = row.level
    tally, standard = Tally(), standard_of()
    for pk in moved:
        tally.add_person(old.get(pk), standard, held[pk], -1)
        tally.add_person(new.get(pk), standard, held[pk])
    return tally


def _write(places: dict[int, Place | None]) -> None:
    Seat.objects.filter(pk__in=[pk for pk, place in places.items() if place is None]).delete()
    Seat.objects.bulk_create(
        [Seat(user_id=pk, **place._asdict()) for pk, place in places.items() if place is not None],
        update_conflicts=True,
        unique_fields=["user"],
        update_fields=["unit", "post_group", "digital_role"],
        batch_size=BATCH,
    )
