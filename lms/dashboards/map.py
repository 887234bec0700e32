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
    """``open_url`` shows or hides the units of an OPD under its row; empty where there is nothing to open."""

    label: str
    url: str
    cells: tuple[CellView, ...]
    inner: bool = False
    opened: bool = False
    open_url: str = ""


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
    kept = {key: value for key, value in asked.items() if value and (name != "gaps" or key != "buka")}
    return f"{reverse(name)}?{urlencode(kept)}"


def _line(line: Line, matrix: Matrix) -> LineView:
    here = line.unit is None or line.direct or line.unit == matrix.filters.unit or line is matrix.total
    url = "" if here or line.unit is None else address("coverage", matrix, opd=line.unit.pk)
    pairs = zip(matrix.columns, line.figures, strict=True)
    cells = tuple(_cell(line, column, figure, matrix) for column, figure in pairs)
    opened = line.unit is not None and line.unit == matrix.filters.opened
    return LineView(line.label, url, cells, line.inner, opened, _open_url(line, matrix, opened))


def _open_url(line: Line, matrix: Matrix, opened: bool) -> str:
    if not matrix.by_opd or line.inner or line.direct or line.unit is None or line is matrix.total:
        return ""
    return address("coverage", matrix, buka="" if opened else line.unit.pk)


def _cell(line: Line, column: Column, figure: Figure, matrix: Matrix) -> CellView:
    outside = line.direct and matrix.by_opd and not line.inner  # several units, which no single address names
    past = matrix.filters.on is not None  # whom it was that lacked something then is not kept
    url = "" if outside or past or not figure.required else address("gaps", matrix, **_place(line, column))
    return CellView(figure, figure_sentence(figure, matrix.since), url)


def _place(line: Line, column: Column) -> dict[str, str | int]:
    place: dict[str, str | int] = {"opd": line.unit.pk} if line.unit else {}
    if line.direct:
        place["langsung"] = "1"
    return place | ({"skill": column.skill.code} if column.skill else {"bidang": column.field.slug})
