"""A file as a table: the head row found, its columns named, the other columns dropped."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import BinaryIO

from django.utils.translation import gettext as _

from lms.people.sheets.columns import REQUIRED, Column, column_of, letter
from lms.people.sheets.faults import SheetRefused
from lms.people.sheets.kinds import Kind, kind_of
from lms.people.sheets.text import text_rows
from lms.people.sheets.workbook import Cells, sheets

HEAD_WITHIN = 10
FEWEST_KNOWN = 3
MAX_ROWS = 200_000
BLANK_ROWS_END = 1000


@dataclass(frozen=True)
class Row:
    """One row: its number in the spreadsheet program, and the wanted cells as text."""

    number: int
    cells: dict[Column, str]
    numeric: frozenset[Column]


@dataclass(frozen=True)
class Table:
    columns: dict[Column, int]
    expected: int
    rows: Iterator[Row]


def open_table(file: BinaryIO) -> Table:
    """The table in an XLSX or CSV file; raises ``SheetRefused`` for anything else."""
    if kind_of(file) is Kind.TEXT:
        return _table(*text_rows(file))
    refusals = []
    for expected, rows in sheets(file):
        try:
            return _table(expected, rows)
        except SheetRefused as refusal:
            refusals.append(refusal)
    raise refusals[0] if refusals else _no_head()


def _table(expected: int, rows: Iterator[Cells]) -> Table:
    top = list(islice(rows, HEAD_WITHIN))
    place, columns = _find_head(top)
    body = chain(top[place + 1 :], rows)
    return Table(columns, max(expected - place - 1, 0), _read(body, columns, first=place + 2))


def _find_head(top: list[Cells]) -> tuple[int, dict[Column, int]]:
    """The row that names the most wanted columns; a cell merged downwards counts for the row below it too."""
    heads = [_named(cells, top[index - 1] if index else ()) for index, cells in enumerate(top)]
    place = max(range(len(heads)), key=lambda index: len({name for name, _at in heads[index]}), default=-1)
    if place < 0 or len({name for name, _at in heads[place]}) < FEWEST_KNOWN:
        raise _no_head()
    found: dict[Column, int] = {}
    for name, at in heads[place]:
        if name in found:
            raise _twice(name, found[name], at, place + 1)
        found[name] = at
    missing = [name.value for name in REQUIRED if name not in found]
    if missing:
        raise SheetRefused(
            _("Kolom tidak ditemukan: %(columns)s.") % {"columns": ", ".join(missing)},
            _("Pakai kepala kolom persis seperti ekspor SIASN dan pisahkan sel kepala yang digabung."),
            row=place + 1,
        )
    return place, found


def _named(cells: Cells, above: Cells) -> list[tuple[Column, int]]:
    named = []
    for at, cell in enumerate(cells):
        name = (
            column_of(cell) if cell not in (None, "") else column_of(above[at] if at < len(above) else None)
        )
        if name:
            named.append((name, at))
    return named


def _read(body: Iterator[Cells], columns: dict[Column, int], first: int) -> Iterator[Row]:
    blank = 0
    for number, cells in enumerate(body, start=first):
        if number - first >= MAX_ROWS:
            raise SheetRefused(
                _("Lembar berisi lebih dari 200.000 baris."), _("Bagi lembar per perangkat daerah.")
            )
        row = _row(number, cells, columns)
        blank = 0 if any(row.cells.values()) else blank + 1
        if blank == 0:
            yield row
        elif blank >= BLANK_ROWS_END:
            return


def _row(number: int, cells: Cells, columns: dict[Column, int]) -> Row:
    raw = {name: cells[at] if at < len(cells) else None for name, at in columns.items()}
    numeric = frozenset(name for name, value in raw.items() if isinstance(value, int | float))
    return Row(number, {name: _text(value) for name, value in raw.items()}, numeric)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).replace("\0", "").strip().lstrip("'")  # no database takes NUL everywhere


def _no_head() -> SheetRefused:
    return SheetRefused(
        _("Baris kepala tidak ditemukan dalam 10 baris pertama."),
        _("Pastikan ada satu baris berisi nama kolom SIASN: NIP BARU, NAMA, UNOR NAMA, dan seterusnya."),
    )


def _twice(name: Column, first: int, second: int, row: int) -> SheetRefused:
    return SheetRefused(
        _("Kolom %(name)s muncul dua kali, di %(first)s dan %(second)s.")
        % {"name": name.value, "first": letter(first), "second": letter(second)},
        _("Hapus salah satu kolom itu, lalu unggah lagi."),
        row=row,
        column=name.value,
    )
