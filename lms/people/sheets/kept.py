"""The rows of a sheet as they are kept between dry run and import: wanted columns only, one JSON line a row."""

import json
from collections.abc import Iterator
from typing import IO, BinaryIO

from lms.people.sheets.columns import Column
from lms.people.sheets.table import Row, Table


def keep_row(file: IO[bytes], row: Row) -> None:
    line = json.dumps([row.number, row.cells, sorted(row.numeric)], ensure_ascii=False)
    file.write(line.encode() + b"\n")


def open_kept(file: BinaryIO) -> Table:
    return Table({}, 0, _rows(file))


def _rows(file: BinaryIO) -> Iterator[Row]:
    for line in file:
        number, cells, numeric = json.loads(line)
        named = {Column(name): text for name, text in cells.items()}
        yield Row(number, named, frozenset(Column(name) for name in numeric))
