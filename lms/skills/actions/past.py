"""Coverage as it was on a day of the past, from the postings and the evidence of that day."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from lms.audit import log
from lms.core.jobs import enqueue
from lms.people.models import User
from lms.skills.coverage import Place, Tally, added_up
from lms.skills.enums import LEVELS, EvidenceRule
from lms.skills.models import Evidence, PastDay, PastSum
from lms.skills.querysets import best_levels, postings_counted_then, standard_then

PLACE = ("unit_id", "position__post_group", "role_then")
BATCH = 2000


@transaction.atomic
def ask_for(*, on: date, by: User | None = None) -> PastDay:
    """Have a day counted in the background; one that was asked for already stays as it is."""
    day, created = PastDay.objects.get_or_create(on=on)
    if created:
        day.job = enqueue("skills.count_past", {"day": day.pk}, by=by)
        day.save(update_fields=["job"])
        log.record("skills.ask_for_past", day, by=by)
    return day


@transaction.atomic
def count_past(*, day: PastDay) -> int:
    """Write the sums of the day; returns how many. Requirements, statuses and roles are those of then.

    Evidence that was withdrawn since counts as if it had never been: it was wrong then already.
    """
    tally, standard = Tally(), standard_then(day.on)
    for place, people in _staff(day.on):
        tally.add_post(place, standard.get((place.post_group, place.digital_role), {}), people)
    for place, skill_id, level, people in _holders(day.on):
        required = standard.get((place.post_group, place.digital_role), {})
        tally.add_holding(place, required, skill_id, level, people)
    rows = [
        PastSum(day=day, **group._asdict(), **sums._asdict()) for group, sums in added_up(tally.changes())
    ]
    day.sums.all().delete()
    PastSum.objects.bulk_create(rows, batch_size=BATCH)
    PastDay.objects.filter(pk=day.pk).update(counted_at=timezone.now())
    return len(rows)


def _staff(on: date) -> Iterator[tuple[Place, int]]:
    groups = postings_counted_then(on).order_by().values_list(*PLACE).annotate(people=Count("pk"))
    for *place, people in groups.iterator():
        yield Place(*place), people


def _holders(on: date) -> Iterator[tuple[Place, int, int, int]]:
    """(place, skill, exact level, people): grouped where the best evidence counts, one by one where the latest."""
    yield from _by_best(on)
    latest = Evidence.objects.valid(on).filter(skill__evidence_rule=EvidenceRule.LATEST)
    levels = list(best_levels(latest))
    people = postings_counted_then(on).filter(user__in={user_id for user_id, *_ in levels}).order_by()
    places = {user_id: Place(*place) for user_id, *place in people.values_list("user_id", *PLACE)}
    for user_id, skill_id, level in levels:
        if user_id in places:
            yield places[user_id], skill_id, level, 1


def _by_best(on: date) -> Iterator[tuple[Place, int, int, int]]:
    """One grouped query: how many people of each place hold each skill at each level or above."""
    valid = Q(user__evidence__valid_until=None) | Q(user__evidence__valid_until__gte=on)
    rows = postings_counted_then(on).filter(
        valid,
        user__evidence__withdrawn_at=None,
        user__evidence__obtained_on__lte=on,
        user__evidence__skill__evidence_rule=EvidenceRule.BEST,
    )
    reached: dict[str, Any] = {
        f"at_{n}": Count("user", distinct=True, filter=Q(user__evidence__level__gte=n)) for n in LEVELS
    }
    groups = rows.order_by().values_list(*PLACE, "user__evidence__skill_id").annotate(**reached)
    for unit, post_group, role, skill_id, *at in groups.iterator():
        for level, (here, above) in enumerate(zip(at, [*at[1:], 0], strict=True), start=1):
            if here > above:
                yield Place(unit, post_group, role), skill_id, level, here - above
