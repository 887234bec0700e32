"""Rows out of XLSX and CSV files, with the numbers that the spreadsheet program shows."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from assessments.exchange.text_file import text_of
from assessments.exchange.xml import Refused
from lms.people.sheets.faults import SheetRefused
from lms.people.sheets.workbook import check_archive

MOST_ROWS, MOST_COLUMNS, LONGEST = 20_000, 60, 32_767
BLANK_ROWS_END = 200
UNPACKED = 100 * 1024 * 1024
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    DefusedXmlException,
    InvalidFileException,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    NotImplementedError,
)
Row = tuple[int, list[str]]


class Formula(str):
    """The text of a formula, which is never computed."""


def book_rows(file: IO[bytes]) -> Iterator[Row]:
    """Rows of the first sheet. Raises ``Refused``."""
    try:
        check_archive(file)  # type: ignore[arg-type]
        if sum(part.file_size for part in zipfile.ZipFile(file).infolist()) > UNPACKED:
            raise Refused(None, _("Berkas ini terlalu besar."), _("Bagi menjadi beberapa berkas."))
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its size may be anything
        for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
            yield number, [_said(cell) for cell in cells]
    except SheetRefused as refused:
        raise Refused(refused.fault.row or None, refused.fault.reason, refused.fault.mend) from refused
    except BROKEN as error:
        mend = _("Buka di Excel atau LibreOffice, simpan ulang sebagai XLSX, lalu unggah lagi.")
        raise Refused(None, _("Berkas XLSX ini rusak dan tidak dapat dibaca."), mend) from error


def _said(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return Formula(value)
    if isinstance(value, bool):
        return "BENAR" if value else "SALAH"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value).replace("\0", "").strip()


def text_rows(file: IO[bytes]) -> Iterator[Row]:
    """Rows of a CSV file, whichever of ``; , tab |`` stands between its cells."""
    text = text_of(file)
    first = text.split("\n", 1)[0]
    separator = max(";,\t|", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        reason = _("Baris ini tidak dapat dibaca: sel terlalu panjang atau tanda kutip tidak ditutup.")
        raise Refused(line, reason, _("Perbaiki baris ini, lalu unggah lagi.")) from error


def limited(rows: Iterator[Row]) -> Iterator[Row]:
    """Rows that say something; many empty ones end the table, too many of any kind are refused."""
    blank = 0
    for number, cells in rows:
        blank = 0 if any(cells) else blank + 1
        if number > MOST_ROWS + 1:
            reason = _("Tabel berisi lebih dari %(limit)s baris.") % {"limit": MOST_ROWS}
            raise Refused(number, reason, _("Bagi menjadi beberapa berkas."))
        if any(len(cell) > LONGEST for cell in cells):
            raise Refused(number, _("Ada sel yang terlalu panjang."), _("Pendekkan isi sel itu."))
        if blank > BLANK_ROWS_END:
            return
        if any(cells):
            yield number, cells
