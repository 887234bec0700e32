"""The coverage map: units by fields (or by the skills of one field), read from the cells alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.utils.translation import gettext as _

from lms.dashboards.figures import Figure, share_of
from lms.dashboards.queries.past import Sums, Table, day_asked, last_quarter, past_sums, units_then
from lms.dashboards.scope import Filters, Scope
from lms.people.models import Unit
from lms.skills.models import CoverageSum, Field, Skill
from lms.skills.queries.targets import Targets, target_for


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
    """A row of the map. ``unit`` is None for a sum over several; ``direct`` leaves out what is below.

    ``inner``: a unit shown under its opened OPD.
    """

    label: str
    unit: Unit | None
    figures: tuple[Figure, ...]
    direct: bool = False
    inner: bool = False

    @property
    def empty(self) -> bool:
        return not any(figure.required for figure in self.figures)

    @property
    def shown(self) -> bool:
        """Whatever has figures, and every unit that exists today even if nobody in it counts."""
        return not self.empty or (self.unit is not None and not self.direct and self.unit.exists)


@dataclass(frozen=True)
class Matrix:
    """``since``: the quarter end that figures are compared with; ``counted``: whether the past day asked for is."""

    filters: Filters
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    total: Line
    by_opd: bool
    fields: tuple[Field, ...]
    since: date | None = None
    counted: bool = True


@dataclass(frozen=True)
class Place:
    """A row to be: its label, the unit whose target holds, and the units that it adds up."""

    label: str
    unit: Unit | None
    keys: frozenset[int]
    direct: bool = False
    inner: bool = False


@dataclass(frozen=True)
class Counted:
    """What was counted: today or on the day asked for, and at the last quarter end to compare with."""

    now: Table
    before: Table
    since: date | None = None
    complete: bool = True


def coverage_matrix(filters: Filters) -> Matrix:
    """Ten queries or fewer, whatever the number of staff, units and skills."""
    columns, fields = _columns(filters)
    units = _units(filters)
    places, whole = places_of(filters, units)
    counted = _counted(filters, {unit.pk: unit for unit in units})
    known = [place.unit for place in (*places, whole) if place.unit is not None]
    targets = target_for(known, [column.field for column in columns], filters.year)
    lines = (_line(place, columns, counted, targets) for place in places)
    kept = tuple(line for line in lines if line.shown)
    total = _line(whole, columns, counted, targets)
    return Matrix(filters, columns, kept, total, filters.over_opds, fields, counted.since, counted.complete)


def _units(filters: Filters) -> list[Unit]:
    """The units that the map is about, as they are or as they were; ended ones have nothing to show today."""
    if filters.on and filters.then:
        return units_then(filters.scope.units(), filters.on, filters.unit)
    return list(filters.units.select_related("opd"))


def _counted(filters: Filters, units: dict[int, Unit]) -> Counted:
    if filters.on:
        day = day_asked(filters)
        if day is None or day.counted_at is None:
            return Counted({}, {}, complete=False)
        return Counted(past_sums(filters, day, units), {})
    quarter = last_quarter()
    before = past_sums(filters, quarter, units) if quarter else {}
    return Counted(_sums(filters), before, quarter.on if quarter else None)


def _columns(filters: Filters) -> tuple[tuple[Column, ...], tuple[Field, ...]]:
    skills = list(Skill.objects.select_related("field"))
    fields = tuple({skill.field_id: skill.field for skill in skills}.values())
    if filters.field:
        chosen = [skill for skill in skills if skill.field_id == filters.field.pk]
        return tuple(Column(skill.field, (skill,), skill) for skill in chosen), fields
    groups = ((one, tuple(skill for skill in skills if skill.field_id == one.pk)) for one in fields)
    return tuple(Column(one, group) for one, group in groups), fields


def _sums(filters: Filters) -> Table:
    """By unit and skill: the one query that reads what cells add up to."""
    sums = CoverageSum.objects.order_by().filter(unit__in=filters.units)
    if filters.role:
        sums = sums.filter(digital_role=filters.role)
    rows = sums.values_list("unit_id", "skill_id").annotate(Sum("staff"), Sum("met"), Sum("masters"))
    return {(unit, skill): Sums(*counts) for unit, skill, *counts in rows}


def places_of(filters: Filters, units: list[Unit]) -> tuple[list[Place], Place]:
    """The rows for these units and the one that sums them up: OPDs, or the units of one."""
    return _opd_places(filters, units) if filters.over_opds else _unit_places(filters, units)


def _opd_places(filters: Filters, units: list[Unit]) -> tuple[list[Place], Place]:
    """Every OPD of the scope, and in a last row whoever sits outside of any."""
    opds = [unit for unit in units if unit.opd_id == unit.pk]
    root = _root(filters.scope, units)
    places: list[Place] = []
    for opd in opds:
        places.append(Place(opd.label, opd, frozenset(unit.pk for unit in units if unit.opd_id == opd.pk)))
        if opd == filters.opened:
            places += _parts(opd, units)
    stray = frozenset(unit.pk for unit in units if unit.opd_id is None)
    outside = Place(_("Di luar OPD"), root, stray, direct=True)
    whole = Place(
        root.label if root else _("Seluruh lingkup Anda"), root, frozenset(unit.pk for unit in units)
    )
    return [*places, outside], whole


def _root(scope: Scope, units: list[Unit]) -> Unit | None:
    """The one unit of the scope, by its name of the day."""
    if len(scope.roots) != 1:
        return None
    return next((unit for unit in units if unit == scope.roots[0]), scope.roots[0])


def _parts(opd: Unit, units: list[Unit]) -> list[Place]:
    """The rows under an opened OPD."""
    own = Place(_("Langsung di %(unit)s") % {"unit": opd.label}, opd, frozenset({opd.pk}), True, True)
    children = [_subtree(unit, units, inner=True) for unit in units if unit.parent_id == opd.pk]
    return [own, *children]


def _unit_places(filters: Filters, units: list[Unit]) -> tuple[list[Place], Place]:
    """The unit itself, without those below it, then each unit next below with its own subtree."""
    everything = frozenset(unit.pk for unit in units)
    if filters.unit is None:
        whole = Place(_("Seluruh lingkup Anda"), None, everything)
        return [_subtree(root, units) for root in filters.scope.roots], whole
    top = next((unit for unit in units if unit == filters.unit), filters.unit)
    children = [_subtree(unit, units) for unit in units if unit.parent_id == top.pk]
    own = Place(_("Langsung di %(unit)s") % {"unit": top.label}, top, frozenset({top.pk}), direct=True)
    return [own, *children], Place(top.label, top, everything)


def _subtree(top: Unit, units: Iterable[Unit], inner: bool = False) -> Place:
    inside = frozenset(unit.pk for unit in units if f"/{top.pk}/" in unit.path)
    return Place(top.label, top, inside, inner=inner)


def _line(place: Place, columns: Sequence[Column], counted: Counted, targets: Targets) -> Line:
    figures = tuple(_figure(place, column, counted, targets) for column in columns)
    return Line(place.label, place.unit, figures, place.direct, place.inner)


def _figure(place: Place, column: Column, counted: Counted, targets: Targets) -> Figure:
    by_skill = [(skill, _added(place.keys, skill, counted.now)) for skill in column.skills]
    before = [_added(place.keys, skill, counted.before) for skill in column.skills]
    return Figure(
        required=sum(counts.required for _, counts in by_skill),
        met=sum(counts.met for _, counts in by_skill),
        target=targets.get((place.unit.pk, column.field.pk)) if place.unit else None,
        alone=tuple(skill.code for skill, counts in by_skill if counts.required and counts.masters == 1),
        before=share_of(sum(counts.required for counts in before), sum(counts.met for counts in before)),
    )


def _added(keys: Iterable[int], skill: Skill, sums: Table) -> Sums:
    found = [sums[key, skill.pk] for key in keys if (key, skill.pk) in sums]
    return Sums(*(sum(column) for column in zip(*found, strict=True))) if found else Sums()
