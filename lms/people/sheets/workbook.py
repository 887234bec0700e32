"""Rows of an XLSX file, one by one, after the archive around them has been found harmless."""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from itertools import repeat
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from lms.people.sheets.cells import CHUNK, CellTooLong, SharedStrings, SheetRows
from lms.people.sheets.faults import SheetRefused

MAX_UNPACKED = 400 * 1024 * 1024
MAX_RATIO = 150
RATIO_COUNTS_FROM = 20 * 1024 * 1024
MAX_PARTS = 2000
MAX_SHEETS = 10
LONGEST_GAP = 1000
LARGEST_INDEX = 2 * 1024 * 1024
USUAL_STRINGS = "xl/sharedStrings.xml"

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    ExpatError,
    DefusedXmlException,
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
    """For each sheet of the workbook: how many rows it has, and its rows."""
    check_archive(file)
    try:
        with zipfile.ZipFile(file) as archive:
            paths, strings = _parts(archive)
            for path in paths[:MAX_SHEETS]:
                yield _count(archive, path), _rows(archive, path, strings)
    except BROKEN as error:
        raise _broken() from error


def _parts(archive: zipfile.ZipFile) -> tuple[list[str], list[str]]:
    """Where the sheets are, in the order of their tabs, and the strings they share."""
    kinds, targets = {}, {}
    for link in fromstring(_small(archive, "xl/_rels/workbook.xml.rels")):
        kinds[link.get("Id")] = link.get("Type", "").rpartition("/")[2]
        targets[link.get("Id")] = posixpath.normpath(posixpath.join("/xl", link.get("Target", ""))).lstrip(
            "/"
        )
    book = fromstring(_small(archive, "xl/workbook.xml"))
    tabs = [tab for tab in book.iter() if tab.tag.endswith("}sheet")]
    ids = [next((value for name, value in tab.items() if name.endswith("}id")), "") for tab in tabs]
    linked = [targets[key] for key, kind in kinds.items() if kind == "sharedStrings"]
    return [targets[key] for key in ids if kinds.get(key) == "worksheet"], _strings(archive, linked)


def _small(archive: zipfile.ZipFile, path: str) -> bytes:
    """A part that is read at once; whoever fills it with megabytes means harm."""
    if archive.getinfo(path).file_size > LARGEST_INDEX:
        raise _broken()
    return archive.read(path)


def _strings(archive: zipfile.ZipFile, linked: list[str]) -> list[str]:
    """The shared strings, from where the workbook says or from their usual place; none when it has none."""
    path = (linked or [USUAL_STRINGS])[0]
    if path not in archive.namelist():
        return []
    with archive.open(path) as part:
        return list(SharedStrings().read(part))


def _count(archive: zipfile.ZipFile, path: str) -> int:
    """About how many rows the sheet has, for the progress bar."""
    with archive.open(path) as part:
        return sum(chunk.count(b"<row ") for chunk in iter(lambda: part.read(CHUNK), b""))


def _rows(archive: zipfile.ZipFile, path: str, strings: list[str]) -> Iterator[Cells]:
    """Every row from the first on: rows that the file leaves out come as empty ones, up to a gap that ends it."""
    expected = 1
    try:
        with archive.open(path) as part:
            for number, cells in SheetRows(strings).read(part):
                if number - expected > LONGEST_GAP:
                    return
                yield from repeat((), number - expected)
                yield tuple(cells.get(at) for at in range(max(cells, default=-1) + 1))
                expected = number + 1
    except CellTooLong as error:
        reason = _("Ada sel yang terlalu panjang untuk lembar pegawai.")
        raise SheetRefused(reason, _("Pendekkan isi sel itu, lalu unggah lagi."), row=error.row) from error
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
