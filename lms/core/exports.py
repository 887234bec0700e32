"""Sheets for people: XLSX row by row with flat memory, and never a formula or a link in a cell."""

import tempfile
from collections.abc import Iterable, Sequence
from math import isfinite
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook.child import INVALID_TITLE_REGEX

NO_XML = (*(code for code in range(32) if code not in (9, 10, 13)), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
FORBIDDEN = dict.fromkeys(NO_XML)
CELL_LIMIT = 32_000


def inert(sheet: Any, value: Any) -> Any:
    """A cell that shows ``value`` and does nothing: text stays text even when it begins with ``=``."""
    if value is None or isinstance(value, int | float):
        return value if value is None or isfinite(value) else None
    cell = WriteOnlyCell(sheet, value=str(value).translate(FORBIDDEN)[:CELL_LIMIT])
    cell.data_type = "s"
    return cell


def write_sheet(book: Workbook, title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Append one sheet with a bold head row that stays in view; returns how many rows were written."""
    sheet = book.create_sheet(INVALID_TITLE_REGEX.sub("", title)[:31])
    sheet.freeze_panes = "A2"
    for index, head in enumerate(heads, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = max(12, min(48, len(str(head)) + 8))
    sheet.append([_head(sheet, head) for head in heads])
    count = 0
    for row in rows:
        sheet.append([inert(sheet, value) for value in row])
        count += 1
    return count


def _head(sheet: Any, text: str) -> WriteOnlyCell:
    cell = inert(sheet, str(text))
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def workbook() -> Workbook:
    return Workbook(write_only=True)


def saved(book: Workbook) -> IO[bytes]:
    """The finished workbook as an open temporary file, read from its start."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  (handed over open)
    book.save(file)
    file.seek(0)
    return file
