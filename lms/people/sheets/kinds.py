"""What a file is, told by its bytes and never by its name."""

from enum import Enum
from typing import BinaryIO

from django.utils.translation import gettext as _

from lms.people.sheets.faults import SheetRefused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
LOOKED_AT = 1024 * 1024


class Kind(Enum):
    WORKBOOK = "workbook"
    TEXT = "text"


def kind_of(file: BinaryIO) -> Kind:
    """Workbook or text; refuses everything else with the way to make a sheet out of it."""
    file.seek(0)
    start = file.read(LOOKED_AT)
    file.seek(0)
    if start.startswith(b"PK\x03\x04"):
        return Kind.WORKBOOK
    refusal = _ole(file) if start.startswith(OLE) else _refusal(start)
    if refusal:
        raise SheetRefused(*refusal)
    return Kind.TEXT


def _refusal(start: bytes) -> tuple[str, str] | None:
    if not start.strip(b"\x00\r\n\t "):
        return _("Berkas kosong."), _("Ekspor ulang dari SIASN, lalu unggah berkas yang baru.")
    for mark, name in ((b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"PK", "ZIP")):
        if start.startswith(mark):
            reason = _("Isi berkas ini %(kind)s, bukan lembar pegawai.") % {"kind": name}
            return reason, _as_sheet()
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith((b"<html", b"<!doctype", b"<?xml", b"<table")):
        return _("Isi berkas ini halaman web, bukan lembar pegawai."), _as_sheet()
    if b"\x00" in start and not _may_be_utf_16(start):
        return _("Berkas ini bukan lembar XLSX atau CSV."), _as_sheet()
    return None


def _ole(file: BinaryIO) -> tuple[str, str]:
    if _holds(file, ENCRYPTED_PART):
        return _("Berkas dikunci dengan kata sandi."), _(
            "Buka di Excel, hapus kata sandinya, lalu simpan dan unggah."
        )
    return _("Berkas berformat Excel lama (.xls)."), _as_sheet()


def _holds(file: BinaryIO, wanted: bytes) -> bool:
    """Whether the bytes stand anywhere: the directory of an OLE file may lie behind all that it lists."""
    file.seek(0)
    end, found = b"", False
    while not found and (piece := file.read(LOOKED_AT)):
        found = wanted in end + piece
        end = piece[-len(wanted) :]
    file.seek(0)
    return found


def _may_be_utf_16(start: bytes) -> bool:
    """A mark at the start, or zero bytes on one side of nearly every pair, as Latin text has in UTF-16."""
    if start.startswith(UTF_16_MARKS):
        return True
    sides = start[:2000:2].count(0), start[1:2000:2].count(0)
    return max(sides) > 0.4 * min(len(start), 2000) and min(sides) < 20


def _as_sheet() -> str:
    return _("Buka di Excel atau LibreOffice, simpan sebagai XLSX atau CSV, lalu unggah lagi.")
