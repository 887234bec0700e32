"""Where the promises of five years stand: reached, promised, and to be expected. Nothing grows with the staff."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Sum
from django.utils import timezone

from courses.forecasting import on_time_rate
from courses.models import ForecastBasis, ForecastPoint
from lms.core.dates import is_year_end
from lms.dashboards.figures import Figure, share_of, total
from lms.dashboards.queries.coverage import Line, Matrix, coverage_matrix
from lms.dashboards.scope import Filters
from lms.people.models import Unit
from lms.skills.models import CoveragePoint
from lms.skills.queries.targets import Targets, targets_by_year


class Expected(NamedTuple):
    """Requirements of a day to come, how many are met for sure, and how many more if duties are done in time."""

    staff: int = 0
    met: int = 0
    awaited: int = 0

    def plus(self, other: "Expected") -> "Expected":
        return Expected(*(a + b for a, b in zip(self, other, strict=True)))

    def share(self, rate: float) -> float | None:
        """In percent, where that part of duties is done in time."""
        return 100 * (self.met + rate * self.awaited) / self.staff if self.staff else None


@dataclass(frozen=True)
class Moment:
    """A day: coverage that was reached, or that is expected, and the target that was promised for its year's end."""

    on: date
    reached: float | None = None
    expected: float | None = None
    sure: float | None = None
    target: float | None = None

    @property
    def gap(self) -> float | None:
        """Points above the target, below zero where it is missed; None where nothing is promised or expected."""
        seen = self.expected if self.reached is None else self.reached
        return None if seen is None or self.target is None else seen - self.target


@dataclass(frozen=True)
class Row:
    """One unit: today, and the ends of the years to come."""

    label: str
    unit: Unit | None
    now: Figure
    years: tuple[Moment, ...]

    @property
    def worst(self) -> float:
        return min((moment.gap for moment in self.years if moment.gap is not None), default=0.0)


@dataclass(frozen=True)
class Trajectory:
    matrix: Matrix
    moments: tuple[Moment, ...]
    rows: tuple[Row, ...]
    basis: ForecastBasis | None
    rate: float

    @property
    def whole(self) -> Row:
        """All that the page is about as one row: what its line says of today and of the ends of years to come."""
        line = self.matrix.total
        ends = (one for one in self.moments if one.expected is not None and is_year_end(one.on))
        return Row(line.label, line.unit, total(line.figures), tuple(ends))


Ahead = Mapping[int, Mapping[tuple[int, date], Expected]]  # OPD id → (field id, day)


def trajectory(filters: Filters) -> Trajectory:
    matrix = coverage_matrix(filters)
    basis = ForecastBasis.objects.first()
    rate = on_time_rate(basis.on_time, basis.due) if basis else on_time_rate(0, 0)
    ahead = _ahead(filters)
    lines = [
        line for line in matrix.lines if line.unit and line.unit.opd_id == line.unit.pk and not line.direct
    ]
    units = [line.unit for line in (*lines, matrix.total) if line.unit is not None]
    fields = [filters.field] if filters.field else list(matrix.fields)
    targets = targets_by_year(units, fields)
    moments = _moments(matrix, filters, ahead, targets, rate)
    rows = (_row(line, _weights(matrix, line), ahead, targets, rate) for line in lines)
    ordered = tuple(sorted(rows, key=lambda row: row.worst))
    return Trajectory(matrix, moments, ordered, basis, rate)


def _ahead(filters: Filters) -> Ahead:
    points = ForecastPoint.objects.filter(unit__in=filters.units).order_by()
    if filters.field:
        points = points.filter(field=filters.field)
    ahead: dict[int, dict[tuple[int, date], Expected]] = defaultdict(dict)
    for unit, field, on, *counts in points.values_list(
        "unit_id", "field_id", "on", "staff", "met", "awaited"
    ):
        ahead[unit][field, on] = Expected(*counts)
    return ahead


def _by_day(points: Iterable[Mapping[tuple[int, date], Expected]]) -> list[tuple[date, Expected]]:
    """All fields, and all units given, added up; the soonest day first."""
    sums: dict[date, Expected] = defaultdict(Expected)
    for of_unit in points:
        for (_field, on), expected in of_unit.items():
            sums[on] = sums[on].plus(expected)
    return sorted(sums.items())


def _moments(
    matrix: Matrix, filters: Filters, ahead: Ahead, targets: Mapping[int, Targets], rate: float
) -> tuple[Moment, ...]:
    unit, weights = matrix.total.unit, _weights(matrix, matrix.total)
    today = timezone.localdate()
    past = [
        Moment(on, reached=share, target=_target(unit, weights, targets, on))
        for on, share in sorted(_reached(filters).items())
    ]
    here = total(matrix.total.figures)
    now = Moment(today, reached=here.share, target=here.target)
    coming = [
        Moment(
            on,
            expected=seen.share(rate),
            sure=seen.share(0),
            target=_target(unit, weights, targets, on),
        )
        for on, seen in _by_day(ahead.values())
        if on > today
    ]
    return (*past, now, *coming)


def _reached(filters: Filters) -> dict[date, float | None]:
    points = CoveragePoint.objects.filter(unit__in=filters.units).order_by()
    if filters.field:
        points = points.filter(field=filters.field)
    rows = points.values_list("on").annotate(Sum("staff"), Sum("met"))
    return {on: share_of(staff, met) for on, staff, met in rows}


def _weights(matrix: Matrix, line: Line) -> dict[int, int]:
    """By field, what is required today: several targets are weighed by it."""
    sums: dict[int, int] = defaultdict(int)
    for column, figure in zip(matrix.columns, line.figures, strict=True):
        sums[column.field.pk] += figure.required
    return sums


def _target(
    unit: Unit | None, weights: Mapping[int, int], targets: Mapping[int, Targets], on: date
) -> float | None:
    """Promises are for the ends of years."""
    if unit is None or not is_year_end(on) or on.year not in targets:
        return None
    of_year = targets[on.year]
    figures = (Figure(weight, 0, of_year.get((unit.pk, field))) for field, weight in weights.items())
    return total(figures).target


def _row(
    line: Line, weights: Mapping[int, int], ahead: Ahead, targets: Mapping[int, Targets], rate: float
) -> Row:
    own = ahead.get(line.unit.pk, {}) if line.unit else {}
    years = tuple(
        Moment(
            on, expected=seen.share(rate), sure=seen.share(0), target=_target(line.unit, weights, targets, on)
        )
        for on, seen in _by_day([own])
        if is_year_end(on)
    )
    return Row(line.label, line.unit, total(line.figures), years)


def year_ends(rows: Iterable[Row]) -> list[int]:
    return sorted({moment.on.year for row in rows for moment in row.years})
