"""Which target holds for a unit: its own promise, that of its forerunner, of its OPD, or of the city."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from lms.people.models import Unit
from lms.skills.models import Field, Target

Targets = dict[tuple[int, int], float]  # (unit id, field id) → percent


def target_for(units: Iterable[Unit], fields: Iterable[Field], year: int) -> Targets:
    """Targets in percent of one year for every pair that has one; two queries."""
    return targets_by_year(units, fields)[year]


def targets_by_year(units: Iterable[Unit], fields: Iterable[Field]) -> dict[int, Targets]:
    """The same for every year that anything is promised for; an empty answer for any other.

    Looked for in this order: the unit's own indicator; one of a unit it succeeded (targets follow the
    successor); its OPD's; the city's (the indicator of a unit without a parent).
    """
    units, fields = list(units), list(fields)
    forerunners = _forerunners(units)
    found: dict[int, Targets] = defaultdict(dict)
    for year, stored in _stored(units, forerunners, fields).items():
        for unit in units:
            places = [unit.pk, *forerunners.get(unit.pk, []), unit.opd_id, None]
            for field in fields:
                value = next(
                    (stored[place, field.pk] for place in places if (place, field.pk) in stored), None
                )
                if value is not None:
                    found[year][unit.pk, field.pk] = value
    return found


def target_years() -> list[int]:
    """The years for which anything is promised."""
    return list(Target.objects.order_by("year").values_list("year", flat=True).distinct())


def _forerunners(units: list[Unit]) -> dict[int, list[int]]:
    rows = Unit.objects.filter(successor__in=units).order_by("-valid_until")
    found: dict[int, list[int]] = {}
    for pk, successor_id in rows.values_list("pk", "successor_id"):
        found.setdefault(successor_id, []).append(pk)
    return found


def _stored(
    units: list[Unit], forerunners: dict[int, list[int]], fields: list[Field]
) -> dict[int, dict[tuple[int | None, int], float]]:
    """By year, then by unit and field; the city's stand under None too."""
    places = {unit.pk for unit in units} | {unit.opd_id for unit in units}
    places |= {pk for earlier in forerunners.values() for pk in earlier}
    near = Q(indicator__unit__in=places - {None}) | Q(indicator__unit__parent=None)
    rows = Target.objects.filter(near, indicator__field__in=fields).order_by()
    stored: dict[int, dict[tuple[int | None, int], float]] = defaultdict(dict)
    for year, unit_id, parent_id, field_id, value in rows.values_list(
        "year", "indicator__unit", "indicator__unit__parent", "indicator__field", "value"
    ):
        stored[year][unit_id, field_id] = float(value)
        if parent_id is None:
            stored[year][None, field_id] = float(value)
    return stored
