"""How the coverage map is shown: where each cell leads, and what it says to those who do not see colours."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from lms.dashboards.figures import Figure
from lms.dashboards.queries.coverage import Column, Line, Matrix
from lms.dashboards.sentences import figure_sentence


@dataclass(frozen=True)
class CellView:
    figure: Figure
    words: str
    url: str


@dataclass(frozen=True)
class LineView:
    label: str
    url: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True)
class Head:
    column: Column
    url: str


def shown_lines(matrix: Matrix) -> Iterator[LineView]:
    return (_line(line, matrix) for line in matrix.lines)


def shown_total(matrix: Matrix) -> LineView:
    return _line(matrix.total, matrix)


def shown_heads(matrix: Matrix) -> list[Head]:
    """Heads of fields lead to the skills of the field; heads of skills lead nowhere."""
    return [
        Head(column, "" if column.skill else address("coverage", matrix, bidang=column.field.slug))
        for column in matrix.columns
    ]


def address(name: str, matrix: Matrix, **changes: str | int) -> str:
    """A page with the filters of this one, some of them changed."""
    asked = {**matrix.filters.asked, **changes}
    return f"{reverse(name)}?{urlencode({key: value for key, value in asked.items() if value})}"


def _line(line: Line, matrix: Matrix) -> LineView:
    here = line.unit is None or line.direct or line.unit == matrix.filters.unit or line is matrix.total
    url = "" if here or line.unit is None else address("coverage", matrix, opd=line.unit.pk)
    pairs = zip(matrix.columns, line.figures, strict=True)
    return LineView(line.label, url, tuple(_cell(line, column, figure, matrix) for column, figure in pairs))


def _cell(line: Line, column: Column, figure: Figure, matrix: Matrix) -> CellView:
    outside = line.direct and matrix.by_opd  # several units together, which no single address names
    url = "" if outside or not figure.required else address("gaps", matrix, **_place(line, column))
    return CellView(figure, figure_sentence(figure), url)


def _place(line: Line, column: Column) -> dict[str, str | int]:
    place: dict[str, str | int] = {"opd": line.unit.pk} if line.unit else {}
    if line.direct:
        place["langsung"] = "1"
    return place | ({"skill": column.skill.code} if column.skill else {"bidang": column.field.slug})
