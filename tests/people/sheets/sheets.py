"""Small sheets for tests: one valid row, changed where a test needs it."""

import csv
import io
from collections.abc import Sequence
from typing import Any, BinaryIO

from openpyxl import Workbook

from lms.people.sheets.columns import Column
from lms.people.sheets.sample import sample_nip

HEADS = [column.value for column in Column]
VALID = {
    "NIP BARU": sample_nip(0),
    "NAMA": "Rina Lestari",
    "GELAR DEPAN": "",
    "GELAR BELAKANG": "S.Kom.",
    "STATUS CPNS PNS": "PNS",
    "KEDUDUKAN HUKUM NAMA": "Aktif",
    "GOL AKHIR NAMA": "III/a",
    "JENIS JABATAN NAMA": "Jabatan Fungsional Umum",
    "JABATAN NAMA": "Pengadministrasi Perkantoran",
    "ESELON NAMA": "NON",
    "TINGKAT PENDIDIKAN NAMA": "S-1/Sarjana",
    "UNOR ID": "",
    "UNOR NAMA": "Dinas Contoh",
    "EMAIL GOV": "",
}


def cells(**changes: Any) -> list[Any]:
    """A valid row; ``nip_baru="…"`` changes the column NIP BARU."""
    named = {name.replace("_", " ").upper(): value for name, value in changes.items()}
    return list((VALID | named).values())


def xlsx(rows: Sequence[Sequence[Any]], heads: Sequence[Any] = HEADS) -> BinaryIO:
    book = Workbook()
    for row in [list(heads), *rows]:
        book.active.append(row)
    return saved(book)


def saved(book: Workbook) -> BinaryIO:
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def text(rows: Sequence[Sequence[Any]], separator: str = ";", encoding: str = "utf-8-sig") -> BinaryIO:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator).writerows([HEADS, *rows])
    return io.BytesIO(stream.getvalue().encode(encoding))
