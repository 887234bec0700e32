"""What a viewer may look at, and what of it the address asks for. Nothing outside is ever found: 404."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils import timezone

from lms.core.dates import parse_day
from lms.people.enums import DigitalRole
from lms.people.models import Unit, User
from lms.people.permissions import Permission
from lms.skills.models import Field, Skill

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Scope:
    """The units (each with everything below it) in which somebody holds a permission; none inside another."""

    roots: tuple[Unit, ...]

    @classmethod
    def of(cls, user: User, permission: Permission) -> "Scope":
        granted = {unit.pk: unit for unit in user.units_with(permission)}.values()
        inner = {unit.pk for unit in granted for other in granted if unit != other and _inside(unit, other)}
        return cls(tuple(unit for unit in granted if unit.pk not in inner))

    def units(self) -> QuerySet[Unit]:
        return Unit.objects.below(*self.roots)

    def home(self) -> Unit | None:
        """The unit to begin with: the only one granted, unless OPDs stand below it."""
        if len(self.roots) == 1 and self.roots[0].opd_id is not None:
            return self.roots[0]
        return None


def _inside(unit: Unit, other: Unit) -> bool:
    return unit.path.startswith(other.path)


@dataclass(frozen=True)
class Filters:
    """What an address asks for, every part checked. ``direct``: without the units below ``unit``.

    ``on``: a day of the past, None for today; ``then``: by the units of that day and not by those of today.
    ``opened``: the OPD of which the units are shown too.
    """

    scope: Scope
    asked: Mapping[str, str]
    unit: Unit | None = None
    field: Field | None = None
    skill: Skill | None = None
    role: str = ""
    direct: bool = False
    year: int = 0
    on: date | None = None
    then: bool = False
    opened: Unit | None = None

    @property
    def units(self) -> QuerySet[Unit]:
        if self.unit is None:
            return self.scope.units()
        return Unit.objects.filter(pk=self.unit.pk) if self.direct else Unit.objects.below(self.unit)

    @property
    def over_opds(self) -> bool:
        """Whether OPDs are compared, and not the units of one."""
        return self.unit is None and all(root.opd_id is None for root in self.scope.roots)

    @property
    def place_name(self) -> str:
        return self.unit.name if self.unit else ", ".join(root.name for root in self.scope.roots)

    @property
    def role_label(self) -> str:
        return str(DigitalRole(self.role).label) if self.role else ""


LONGEST = 100
EARLIEST = date(2017, 1, 1)  # before it no unit is known
NAMES = ("opd", "bidang", "skill", "peran", "tahun", "langsung", "per", "susunan", "buka", "capai")
THEN = "saat-itu"


def read_filters(asked: Mapping[str, str], user: User, permission: Permission) -> Filters:
    """Read the query of an address, or what a job kept of one; 404 for what is not there for ``user``."""
    asked = {name: text for name in NAMES if (text := asked.get(name, "").strip())}
    if any(len(text) > LONGEST or "\0" in text for text in asked.values()):
        raise Http404
    scope = Scope.of(user, permission)
    skill = _skill(asked.get("skill", ""), asked.get("bidang", ""))
    on = _past_day(asked.get("per", ""))
    return Filters(
        scope=scope,
        asked=asked,
        unit=_unit(scope, asked.get("opd", "")),
        field=skill.field if skill else _field(asked.get("bidang", "")),
        skill=skill,
        role=_role(asked.get("peran", "")),
        direct=asked.get("langsung") == "1",
        year=year_in(asked.get("tahun", ""), on),
        on=on,
        then=on is not None and asked.get("susunan") == THEN,
        opened=_unit(scope, asked["buka"]) if "buka" in asked else None,
    )


def _unit(scope: Scope, text: str) -> Unit | None:
    if not text:
        return scope.home()
    if not text.isdecimal() or len(text) > 18:
        raise Http404
    return _found(scope.units().select_related("opd").filter(pk=int(text)).first())


def _field(slug: str) -> Field | None:
    return _found(Field.objects.filter(slug=slug).first()) if slug else None


def _skill(code: str, slug: str) -> Skill | None:
    """The skill asked for; none when the field beside it was changed, for then it belongs to the old one."""
    if not code:
        return None
    skill = _found(Skill.objects.select_related("field").filter(code=code).first())
    return skill if slug in {"", skill.field.slug} else None


def _role(text: str) -> str:
    if text and text not in DigitalRole.values:
        raise Http404
    return text


def year_in(text: str, on: date | None = None) -> int:
    """The year that is asked for; the one of the day, or this one, where none can be read."""
    return int(text) if text.isdecimal() and len(text) == 4 else (on or timezone.localdate()).year


def _past_day(text: str) -> date | None:
    """A day before today; today itself and no day are the present."""
    if not text:
        return None
    day = parse_day(text)
    if day is None or day > timezone.localdate() or day < EARLIEST:
        raise Http404
    return day if day < timezone.localdate() else None


def _found(row: Row | None) -> Row:
    if row is None:
        raise Http404
    return row
