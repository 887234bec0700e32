"""Points of the past for trajectories, from evidence and its dates."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from lms.skills.coverage import Standard
from lms.skills.enums import LEVELS
from lms.skills.models import CoveragePoint, Evidence, Seat, Skill
from lms.skills.quarters import past_quarter_ends
from lms.skills.querysets import opd_of_units, standard_of

QUARTERS = 4
Sums = dict[tuple[int, int], int]  # (OPD id, field id) → count


@transaction.atomic
def record_points(on: date | None = None) -> int:
    """Count, for the last four quarter ends, what of today's requirements the evidence of then fulfilled."""
    standard = standard_of()
    opds = opd_of_units()
    fields = dict(Skill.objects.order_by().values_list("pk", "field_id"))
    staff = _staff(standard, opds, fields)
    points = []
    for day in past_quarter_ends(on or timezone.localdate(), QUARTERS):
        met = _met(day, standard, opds, fields)
        points += [
            CoveragePoint(unit_id=opd, field_id=field, on=day, staff=count, met=met.get((opd, field), 0))
            for (opd, field), count in staff.items()
        ]
    CoveragePoint.objects.all().delete()
    CoveragePoint.objects.bulk_create(points, batch_size=2000)
    return len(points)


def _staff(standard: Standard, opds: dict[int, int], fields: dict[int, int]) -> Sums:
    groups = Seat.objects.order_by().values_list("unit_id", "post_group", "digital_role")
    rows = (
        (opds[unit], fields[skill], people)
        for unit, group, role, people in groups.annotate(people=Count("pk"))
        for skill in standard.get((group, role), {})
    )
    return _sums(rows)


def _met(day: date, standard: Standard, opds: dict[int, int], fields: dict[int, int]) -> Sums:
    """One grouped query: how many people of each kind held each skill at each level or above."""
    seat = ("user__seat__unit_id", "user__seat__post_group", "user__seat__digital_role")
    reached = {f"at_{n}": Count("user", distinct=True, filter=Q(level__gte=n)) for n in LEVELS}
    evidence = Evidence.objects.valid(day).exclude(user__seat=None).order_by()
    groups = evidence.values_list(*seat, "skill_id").annotate(**reached).iterator()
    rows = (
        (opds[unit], fields[skill], people[standard[group, role][skill] - 1])
        for unit, group, role, skill, *people in groups
        if skill in standard.get((group, role), {})
    )
    return _sums(rows)


def _sums(rows: Iterable[tuple[int, int, int]]) -> Sums:
    sums: Sums = {}
    for opd, field, count in rows:
        sums[opd, field] = sums.get((opd, field), 0) + count
    return sums
