"""Freshness and staying power of what people hold, counted at night; and the weights of the score."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from lms.audit import log
from lms.core.dates import add_months
from lms.people.models import User
from lms.people.posts import retires_on
from lms.skills.enums import MASTERED
from lms.skills.independence import MONTHS, PARTS
from lms.skills.models import Evidence, IndependenceWeights, Resilience, Seat
from lms.skills.querysets import CHUNK, held_by, opd_of_units, seats_in_turn, standard_of

Counts = dict[tuple[int, int], list[int]]  # (OPD id, skill id) → held, fresh, staying


def count_resilience(on: date | None = None) -> int:
    """Walk through everybody who counts and write the table anew; returns its rows."""
    today = on or timezone.localdate()
    since, ahead = add_months(today, -MONTHS), add_months(today, MONTHS)
    opds, standard = opd_of_units(), standard_of()
    sums: Counts = defaultdict(lambda: [0, 0, 0])
    for seats in seats_in_turn(Seat.objects.select_related("user")):
        people = [seat.user_id for seat in seats]
        held, newest = held_by(people), _newest(people, today)
        for seat in seats:
            leaves = retires_on(seat.user.nip, seat.post_group)
            stays = leaves is None or leaves >= ahead
            required = standard.get((seat.post_group, seat.digital_role), {})
            for skill, level in held[seat.user_id].items():
                counts = sums[opds[seat.unit_id], skill]
                met = level >= required.get(skill, 6)
                counts[0] += met
                counts[1] += met and _is_fresh(newest[seat.user_id], skill, required[skill], since)
                counts[2] += stays and level >= MASTERED
    return _write(sums)


def _is_fresh(newest: Mapping[tuple[int, int], date], skill: int, needs: int, since: date) -> bool:
    """Whether valid evidence at the required level or above is young enough."""
    return any(newest.get((skill, level), date.min) >= since for level in range(needs, 6))


def _newest(people: list[int], today: date) -> dict[int, dict[tuple[int, int], date]]:
    """By person, the day of the newest valid evidence of each skill at each level."""
    newest: dict[int, dict[tuple[int, int], date]] = {pk: {} for pk in people}
    rows = Evidence.objects.valid(today).filter(user__in=people).order_by("obtained_on")
    for user, skill, level, day in rows.values_list("user_id", "skill_id", "level", "obtained_on"):
        newest[user][skill, level] = day
    return newest


@transaction.atomic
def _write(sums: Counts) -> int:
    rows = [
        Resilience(unit_id=opd, skill_id=skill, held=held, fresh=fresh, staying=staying)
        for (opd, skill), (held, fresh, staying) in sorted(sums.items())
    ]
    Resilience.objects.all().delete()
    Resilience.objects.bulk_create(rows, batch_size=CHUNK)
    return len(rows)


def weights_on(on: date | None = None) -> IndependenceWeights:
    """Those in force on the day; the ones that the programme began with where none were set."""
    day = on or timezone.localdate()
    found = IndependenceWeights.objects.filter(valid_from__lte=day).first()
    return found or IndependenceWeights(valid_from=date(2025, 1, 1))


@transaction.atomic
def set_weights(*, weights: Mapping[str, int], by: User) -> IndependenceWeights:
    """From today on; a second change on one day replaces the first. They must add up to 100."""
    before = {name: getattr(weights_on(), name) for name in PARTS}
    row, _created = IndependenceWeights.objects.update_or_create(
        valid_from=timezone.localdate(), defaults={**weights, "set_by": by}
    )
    log.record("skills.set_weights", row, by=by, before=before, after=dict(weights))
    return row
