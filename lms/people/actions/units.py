"""Rename, add and end units of the tree."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lms.audit import log
from lms.people.actions.postings import staffing
from lms.people.models import Unit

SHOWN = ("name", "short_name", "kind", "aliases")


@transaction.atomic
def change_unit(*, unit: Unit, by: Any, **values: Any) -> None:
    """Change name, short name, kind or aliases; a former name is kept as an alias."""
    before = {name: getattr(unit, name) for name in SHOWN}
    if values["name"] != unit.name and unit.name not in values["aliases"]:
        values["aliases"] = [*values["aliases"], unit.name]
    with staffing(None):
        for name, value in values.items():
            setattr(unit, name, value)
        unit.save()
    log.record(
        "people.change_unit", unit, by=by, before=before, after={name: getattr(unit, name) for name in SHOWN}
    )


@transaction.atomic
def add_unit(*, by: Any, **values: Any) -> Unit:
    unit = Unit.objects.create(**values)
    parent = unit.parent.code if unit.parent else ""
    log.record("people.add_unit", unit, by=by, after={"code": unit.code, "parent": parent})
    return unit


@transaction.atomic
def end_unit(*, unit: Unit, valid_until: date, successor: Unit | None, by: Any) -> None:
    """The unit ends on that day; targets and sheets follow its successor, needed while people are posted there."""
    if not successor and unit.postings.current().exists():
        raise ValidationError(_("Masih ada pegawai di unit ini; pilih unit penerusnya."))
    unit.valid_until, unit.successor = valid_until, successor
    unit.save(update_fields=["valid_until", "successor"])
    after = {"until": str(valid_until), "successor": successor.code if successor else ""}
    log.record("people.end_unit", unit, by=by, after=after)
