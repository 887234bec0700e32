"""Rows of an XLSX file, one by one, after the archive around them has been found harmless."""

import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from lms.people.sheets.faults import SheetRefused

MAX_UNPACKED = 400 * 1024 * 1024
MAX_RATIO = 150
RATIO_COUNTS_FROM = 20 * 1024 * 1024
MAX_PARTS = 2000
MAX_COLUMNS = 150
MAX_SHEETS = 10

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
    RuntimeError,
)

Cells = tuple[Any, ...]


def sheets(file: BinaryIO) -> Iterator[tuple[int, Iterator[Cells]]]:
    """For each sheet of the workbook: how many rows it claims to have, and its rows."""
    check_archive(file)
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets[:MAX_SHEETS]:
            yield sheet.max_row or 0, _rows(sheet)
    except BROKEN as error:
        raise _broken() from error


def _rows(sheet: Any) -> Iterator[Cells]:
    try:
        yield from sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS)
    except BROKEN as error:
        raise _broken() from error


def check_archive(file: BinaryIO) -> None:
    """Refuse what is no workbook, and what would unpack to far more than a staff sheet can hold.

    The sizes in the directory of the archive bind: ``zipfile`` never reads a part beyond them.
    """
    try:
        parts = zipfile.ZipFile(file).infolist()
    except BROKEN as error:
        raise _broken() from error
    if any(part.flag_bits & 1 for part in parts):
        raise SheetRefused(
            _("Berkas dikunci dengan kata sandi."), _("Simpan ulang tanpa kata sandi, lalu unggah.")
        )
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise SheetRefused(
            _("Berkas ini arsip ZIP atau dokumen lain, bukan lembar XLSX."),
            _("Buka di Excel atau LibreOffice, simpan sebagai XLSX atau CSV, lalu unggah lagi."),
        )
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    suspicious = unpacked > RATIO_COUNTS_FROM and unpacked > MAX_RATIO * max(packed, 1)
    if unpacked > MAX_UNPACKED or suspicious or len(parts) > MAX_PARTS:
        raise SheetRefused(
            _("Isi berkas ini terlalu besar setelah dibuka."),
            _("Ekspor ulang dari SIASN tanpa gambar dan lembar lain, atau bagi per perangkat daerah."),
        )


def _broken() -> SheetRefused:
    return SheetRefused(
        _("Berkas XLSX ini rusak dan tidak dapat dibaca."),
        _("Buka di Excel atau LibreOffice, simpan ulang sebagai XLSX, lalu unggah lagi."),
    )
