"""Which target holds for a unit: its own promise, that of its forerunner, of its OPD, or of the city."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F, Q

from lms.people.models import Unit
from lms.skills.models import Field, Target

Targets = dict[tuple[int, int], float]  # (unit id, field id) → percent


def target_for(units: Iterable[Unit], fields: Iterable[Field], year: int) -> Targets:
    """Targets in percent of one year for every pair that has one; two queries."""
    return targets_by_year(units, fields)[year]


def targets_by_year(units: Iterable[Unit], fields: Iterable[Field]) -> dict[int, Targets]:
    """The same for every year that anything is promised for; an empty answer for any other.

    Looked for in this order: the unit's own indicator; one of a unit it succeeded, and of those before that
    (targets follow the successor); its OPD's, and what that succeeded; the city's (the indicator of a unit
    without a parent).
    """
    units, fields = list(units), list(fields)
    places = _places(units)
    found: dict[int, Targets] = defaultdict(dict)
    for year, stored in _stored({pk for near in places.values() for pk in near}, fields).items():
        for unit in units:
            for field in fields:
                keys = ((place, field.pk) for place in (*places[unit.pk], None))
                value = next((stored[key] for key in keys if key in stored), None)
                if value is not None:
                    found[year][unit.pk, field.pk] = value
    return found


def target_years() -> list[int]:
    """The years for which anything is promised."""
    return list(Target.objects.order_by("year").values_list("year", flat=True).distinct())


def _places(units: list[Unit]) -> dict[int, list[int]]:
    """By unit, whose targets hold for it, the nearest first."""
    earlier: dict[int, list[int]] = {}
    rows = Unit.objects.exclude(successor=None).order_by(F("valid_until").desc(nulls_first=True), "pk")
    for pk, successor_id in rows.values_list("pk", "successor_id"):
        earlier.setdefault(successor_id, []).append(pk)
    return {
        unit.pk: [pk for start in (unit.pk, unit.opd_id) if start for pk in _line(start, earlier)]
        for unit in units
    }


def _line(start: int, earlier: dict[int, list[int]]) -> list[int]:
    """The unit, those it succeeded, those that these succeeded …, each once."""
    line = [start]
    for pk in line:  # grows while it is read
        line += [one for one in earlier.get(pk, []) if one not in line]
    return line


def _stored(places: set[int], fields: list[Field]) -> dict[int, dict[tuple[int | None, int], float]]:
    """By year, then by unit and field; the city's stand under None too."""
    near = Q(indicator__unit__in=places) | Q(indicator__unit__parent=None)
    rows = Target.objects.filter(near, indicator__field__in=fields).order_by()
    stored: dict[int, dict[tuple[int | None, int], float]] = defaultdict(dict)
    for year, unit_id, parent_id, field_id, value in rows.values_list(
        "year", "indicator__unit", "indicator__unit__parent", "indicator__field", "value"
    ):
        stored[year][unit_id, field_id] = float(value)
        if parent_id is None:
            stored[year][None, field_id] = float(value)
    return stored
