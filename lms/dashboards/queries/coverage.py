"""The coverage map: units by fields (or by the skills of one field), read from the cells alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from lms.dashboards.figures import Figure
from lms.dashboards.scope import Filters, Scope
from lms.people.models import Unit
from lms.skills.models import CoverageSum, Field, Skill
from lms.skills.queries.targets import Targets, target_for


class Sums(NamedTuple):
    required: int = 0
    met: int = 0
    masters: int = 0


@dataclass(frozen=True)
class Column:
    """A field, or one skill of it."""

    field: Field
    skills: tuple[Skill, ...]
    skill: Skill | None = None

    @property
    def label(self) -> str:
        return self.skill.code if self.skill else self.field.short_name

    @property
    def title(self) -> str:
        return self.skill.name if self.skill else self.field.name


@dataclass(frozen=True)
class Line:
    """A row of the map. ``unit`` is None for a sum over several; ``direct`` leaves out what is below."""

    label: str
    unit: Unit | None
    figures: tuple[Figure, ...]
    direct: bool = False

    @property
    def empty(self) -> bool:
        return not any(figure.required for figure in self.figures)

    @property
    def shown(self) -> bool:
        """Whatever has figures, and every unit that exists today even if nobody in it counts."""
        return not self.empty or (self.unit is not None and not self.direct and self.unit.exists)


@dataclass(frozen=True)
class Matrix:
    filters: Filters
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    total: Line
    by_opd: bool
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Place:
    """A row to be: its label, the unit whose target holds, and the keys of the sums that belong to it."""

    label: str
    unit: Unit | None
    keys: frozenset[int]
    direct: bool = False


def coverage_matrix(filters: Filters) -> Matrix:
    """Six queries, whatever the number of staff, units and skills."""
    columns, fields = _columns(filters)
    by_opd = filters.over_opds
    sums = _sums(filters, "unit__opd" if by_opd else "unit")
    places, whole = _opd_places(filters.scope) if by_opd else _unit_places(filters)
    units = [place.unit for place in (*places, whole) if place.unit is not None]
    targets = target_for(units, [column.field for column in columns], filters.year)
    lines = (_line(place, columns, sums, targets) for place in places)
    kept = tuple(line for line in lines if line.shown)
    return Matrix(filters, columns, kept, _line(whole, columns, sums, targets), by_opd, fields)


def _columns(filters: Filters) -> tuple[tuple[Column, ...], tuple[Field, ...]]:
    skills = list(Skill.objects.select_related("field"))
    fields = tuple({skill.field_id: skill.field for skill in skills}.values())
    if filters.field:
        chosen = [skill for skill in skills if skill.field_id == filters.field.pk]
        return tuple(Column(skill.field, (skill,), skill) for skill in chosen), fields
    groups = ((one, tuple(skill for skill in skills if skill.field_id == one.pk)) for one in fields)
    return tuple(Column(one, group) for one, group in groups), fields


def _sums(filters: Filters, key: str) -> dict[tuple[int, int], Sums]:
    """By OPD (0 for units outside of any) or unit, and skill: the one query that reads what cells add up to."""
    sums = CoverageSum.objects.order_by().filter(unit__in=filters.units)
    if filters.role:
        sums = sums.filter(digital_role=filters.role)
    rows = sums.values_list(key, "skill_id").annotate(Sum("staff"), Sum("met"), Sum("masters"))
    return {(place or 0, skill_id): Sums(*counts) for place, skill_id, *counts in rows}


def _opd_places(scope: Scope) -> tuple[list[Place], Place]:
    """Every OPD of the scope, and in a last row whoever sits outside of any."""
    opds = list(scope.units().filter(opd=F("pk")))
    root = scope.roots[0] if len(scope.roots) == 1 else None
    places = [Place(opd.label, opd, frozenset({opd.pk})) for opd in opds]
    outside = Place(_("Di luar OPD"), root, frozenset({0}), direct=True)
    everything = frozenset({0, *(opd.pk for opd in opds)})
    return [*places, outside], Place(root.label if root else _("Seluruh lingkup Anda"), root, everything)


def _unit_places(filters: Filters) -> tuple[list[Place], Place]:
    """The unit itself, without those below it, then each unit next below with its own subtree."""
    inside = list(filters.units.select_related("opd"))
    top = filters.unit
    if top is None:
        whole = Place(_("Seluruh lingkup Anda"), None, frozenset(unit.pk for unit in inside))
        return [_subtree(root, inside) for root in filters.scope.roots], whole
    children = [_subtree(unit, inside) for unit in inside if unit.parent_id == top.pk]
    own = Place(_("Langsung di %(unit)s") % {"unit": top.label}, top, frozenset({top.pk}), direct=True)
    return [own, *children], Place(top.label, top, frozenset(unit.pk for unit in inside))


def _subtree(top: Unit, inside: Iterable[Unit]) -> Place:
    return Place(top.label, top, frozenset(unit.pk for unit in inside if unit.path.startswith(top.path)))


def _line(
    place: Place, columns: Sequence[Column], sums: dict[tuple[int, int], Sums], targets: Targets
) -> Line:
    figures = []
    for column in columns:
        by_skill = [(skill, _added(place.keys, skill, sums)) for skill in column.skills]
        figures.append(
            Figure(
                required=sum(counts.required for _, counts in by_skill),
                met=sum(counts.met for _, counts in by_skill),
                target=targets.get((place.unit.pk, column.field.pk)) if place.unit else None,
                alone=tuple(
                    skill.code for skill, counts in by_skill if counts.required and counts.masters == 1
                ),
            )
        )
    return Line(place.label, place.unit, tuple(figures), place.direct)


def _added(keys: Iterable[int], skill: Skill, sums: dict[tuple[int, int], Sums]) -> Sums:
    found = [sums[key, skill.pk] for key in keys if (key, skill.pk) in sums]
    return Sums(*(sum(column) for column in zip(*found, strict=True))) if found else Sums()
