"""A table of rows as a template draws it: cells that are selects or text fields with suggestions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.labs.rows import Row, Unreadable, rows_in


@dataclass(frozen=True)
class Choice:
    value: str
    text: str
    chosen: bool = False


@dataclass(frozen=True)
class Column:
    """With ``choices`` a select; otherwise a text field, with the list named ``hints`` to pick from."""

    field: str
    label: str
    choices: tuple[Choice, ...] = ()
    hints: str = ""


@dataclass(frozen=True)
class Cell:
    """``key`` is the part of the answer: ``1.action``."""

    key: str
    label: str
    value: str
    choices: tuple[Choice, ...]
    hints: str


@dataclass(frozen=True)
class RowView:
    """``fault``: why the row never matches; empty for a good row and for an empty one."""

    number: int
    title: str
    cells: tuple[Cell, ...]
    fault: str


@dataclass(frozen=True)
class Hints:
    name: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class TableView:
    """All rows; a template folds the empty ones at the end, apart from one to write in."""

    rows: tuple[RowView, ...]
    hints: tuple[Hints, ...]

    @property
    def first(self) -> tuple[RowView, ...]:
        filled = [row.number for row in self.rows if any(cell.value for cell in row.cells)]
        return self.rows[: max(filled, default=0) + 1]

    @property
    def more(self) -> tuple[RowView, ...]:
        return self.rows[len(self.first) :]


def drawn_rows(
    columns: Sequence[Column], rows: int, answer: dict[str, str], read: Callable[[Row], object], title: str
) -> tuple[RowView, ...]:
    """All rows, the empty ones too; ``title`` holds ``%(n)s``."""
    filled = {row.number: row for row in rows_in([column.field for column in columns], answer)}
    return tuple(
        RowView(
            number,
            title % {"n": number},
            tuple(_cell(column, number, answer) for column in columns),
            _fault(filled[number], read) if number in filled else "",
        )
        for number in range(1, rows + 1)
    )


def _cell(column: Column, number: int, answer: dict[str, str]) -> Cell:
    key = f"{number}.{column.field}"
    value = answer.get(key, "")
    return Cell(key, column.label, value, _chosen(column.choices, value), column.hints)


def _chosen(choices: tuple[Choice, ...], value: str) -> tuple[Choice, ...]:
    """With ``value`` marked; one that is not on offer is added, so that saving again keeps it."""
    if not choices:
        return ()
    offered = any(choice.value == value for choice in choices)
    strange = () if offered else (Choice(value, _("%(value)s (tidak dikenal)") % {"value": value}, True),)
    return tuple(Choice(one.value, one.text, one.value == value) for one in choices) + strange


def _fault(row: Row, read: Callable[[Row], object]) -> str:
    try:
        read(row)
    except Unreadable as unreadable:
        return str(unreadable)
    return ""
