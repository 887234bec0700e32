"""The units and posts of a city, from a TOML file; running it again brings the database up to the file."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from lms.people.models import Position, Unit

METRO = Path(__file__).parent.parent / "data" / "metro.toml"
UNIT_FIELDS = ("name", "short_name", "kind", "aliases")
POSITION_FIELDS = ("name", "kind", "post_group", "eselon")


def read_city(path: Path = METRO) -> dict[str, Any]:
    """The tables ``units``, ``positions`` and ``names`` of the file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


@transaction.atomic
def load_city(path: Path = METRO) -> tuple[int, int]:
    """How many units and positions the file has; parents stand before their children in it."""
    city = read_city(path)
    units = {unit.code: unit for unit in Unit.objects.select_related("parent")}
    for order, table in enumerate(city.get("units", [])):
        parent = units[table["parent"]] if table.get("parent") else None
        units[table["code"]] = _unit(units.get(table["code"]), table, parent, order)
    for table in city.get("positions", []):
        values = {name: table.get(name, "") for name in POSITION_FIELDS}
        Position.objects.update_or_create(code=table["code"], defaults=values)
    return len(city.get("units", [])), len(city.get("positions", []))


def _unit(unit: Unit | None, table: dict[str, Any], parent: Unit | None, order: int) -> Unit:
    unit = unit or Unit(code=table["code"])
    before = (unit.pk, unit.parent_id, unit.order, *(getattr(unit, name) for name in UNIT_FIELDS))
    for name in UNIT_FIELDS:
        setattr(unit, name, table.get(name, getattr(unit, name)))
    unit.parent, unit.order = parent, order
    after = (unit.pk, unit.parent_id, unit.order, *(getattr(unit, name) for name in UNIT_FIELDS))
    if before != after or unit.pk is None:
        unit.save()
    return unit
