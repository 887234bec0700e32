"""The leader's page and the headline of a map: sentences, a trajectory, whom to call. No people's names."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from lms.core.templatetags.say import day
from lms.dashboards.figures import Figure, total
from lms.dashboards.queries.coverage import Line, Matrix, coverage_matrix
from lms.dashboards.queries.independence import ranking
from lms.dashboards.scope import Filters, read_filters
from lms.dashboards.sentences import (
    column_sentence,
    fragile_sentence,
    independence_sentence,
    reached_sentence,
    state_sentence,
    trend_sentence,
    worst_column,
)
from lms.people.models import User
from lms.people.permissions import Permission
from lms.skills.models import CoveragePoint, Field
from lms.skills.queries.targets import targets_by_year

CALLS = 3


@dataclass(frozen=True)
class Moment:
    """A point of the trajectory; ``figure.share`` is None for what lies ahead."""

    on: date
    figure: Figure

    @property
    def ahead(self) -> bool:
        return not self.figure.required


@dataclass(frozen=True)
class Call:
    """A unit to call, and the field in which it is farthest below its target."""

    line: Line
    field: Field
    figure: Figure


@dataclass(frozen=True)
class Summary:
    matrix: Matrix
    overall: Figure
    moments: tuple[Moment, ...]
    sentences: tuple[str, ...]
    calls: tuple[Call, ...]


@dataclass(frozen=True)
class Headline:
    """What the head of a unit needs first: how it stands, what is worst, and where to see who lacks it."""

    label: str
    overall: Figure
    sentences: tuple[str, ...]
    gaps: int
    url: str


def leader_summary(filters: Filters) -> Summary:
    """A fixed number of queries; nothing in it grows with the staff."""
    matrix = coverage_matrix(filters)
    overall = total(matrix.total.figures)
    moments = _moments(matrix, overall)
    worst = worst_column(matrix)
    sentences = (
        state_sentence(matrix, overall),
        reached_sentence(matrix),
        column_sentence(matrix, worst or 0) if matrix.columns else _("Kerangka kompetensi belum dimuat."),
        trend_sentence(overall, [(moment.on, moment.figure) for moment in moments if moment.on < _today()]),
        f"{fragile_sentence(matrix)} {independence_sentence(ranking(filters), matrix.total.label)}",
    )
    return Summary(matrix, overall, moments, sentences, _calls(matrix))


def head_summary(user: User) -> Headline | None:
    """The headline of the units that ``user`` answers for; None for somebody without coverage rights."""
    if not user.can(Permission.VIEW_COVERAGE):
        return None
    return headline(coverage_matrix(read_filters({}, user, Permission.VIEW_COVERAGE)))


def headline(matrix: Matrix) -> Headline:
    """No further query: everything is in the map."""
    overall = total(matrix.total.figures)
    worst = worst_column(matrix)
    sentences = [state_sentence(matrix, overall)]
    if worst is not None:
        sentences.append(column_sentence(matrix, worst))
    asked = dict(matrix.filters.asked)
    if worst is not None:
        column = matrix.columns[worst]
        asked |= {"skill": column.skill.code} if column.skill else {"bidang": column.field.slug}
    url = f"{reverse('gaps')}?{urlencode(asked)}"
    return Headline(matrix.total.label, overall, tuple(sentences), overall.missing, url)


def _today() -> date:
    return timezone.localdate()


def _moments(matrix: Matrix, overall: Figure) -> tuple[Moment, ...]:
    """The past quarter ends, today, and what is promised for the end of this year and of those that follow."""
    points, targets = _points(matrix.filters), _targets(matrix)
    past = [
        Moment(on, total(_figure(points[on, pk], targets[on.year].get(pk)) for at, pk in points if at == on))
        for on in sorted({on for on, _ in points})
    ]
    ahead = [Moment(date(year, 12, 31), _promised(matrix, targets[year])) for year in sorted(targets)]
    ahead = [moment for moment in ahead if moment.on >= _today() and moment.figure.target is not None]
    return (*past, Moment(_today(), overall), *ahead)


def _promised(matrix: Matrix, targets: Mapping[int, float]) -> Figure:
    """The target of a year to come for the whole, weighed by what is required today."""
    pairs = zip(matrix.columns, matrix.total.figures, strict=True)
    figures = [Figure(figure.required, 0, targets.get(column.field.pk)) for column, figure in pairs]
    return Figure(target=total(figures).target)


def _figure(counts: tuple[int, int], target: float | None) -> Figure:
    return Figure(*counts, target)


def _points(filters: Filters) -> dict[tuple[date, int], tuple[int, int]]:
    """(quarter end, field id) → required, met."""
    rows = CoveragePoint.objects.filter(unit__in=filters.units).order_by().values_list("on", "field_id")
    return {(on, pk): (staff, met) for on, pk, staff, met in rows.annotate(Sum("staff"), Sum("met"))}


def _targets(matrix: Matrix) -> dict[int, dict[int, float]]:
    """By year and field, of the unit that the whole map is about."""
    found: dict[int, dict[int, float]] = defaultdict(dict)
    if matrix.total.unit is not None:
        fields = [column.field for column in matrix.columns]
        for year, targets in targets_by_year([matrix.total.unit], fields).items():
            found[year] = {pk: value for (_unit, pk), value in targets.items()}
    return found


def _calls(matrix: Matrix) -> tuple[Call, ...]:
    late = [_worst_of(line, matrix) for line in matrix.lines]
    ranked: Sequence[Call] = sorted((call for call in late if call), key=lambda call: -call.figure.behind)
    return tuple(ranked[:CALLS])


def _worst_of(line: Line, matrix: Matrix) -> Call | None:
    pairs = zip(matrix.columns, line.figures, strict=True)
    column, figure = max(pairs, key=lambda pair: pair[1].behind, default=(None, Figure()))
    return Call(line, column.field, figure) if column and figure.behind else None


def spoken(moment: Moment) -> str:
    """The label of a point on the trajectory."""
    return _("Kini") if moment.on == _today() else day(moment.on)
