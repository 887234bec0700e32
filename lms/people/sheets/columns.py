"""The columns of the SIASN export (domain.md §9.4): which are read, and that all others never are."""

import re
from enum import StrEnum
from pathlib import Path


class Column(StrEnum):
    NIP = "NIP BARU"
    NAME = "NAMA"
    TITLE_FRONT = "GELAR DEPAN"
    TITLE_BACK = "GELAR BELAKANG"
    STATUS = "STATUS CPNS PNS"
    STANDING = "KEDUDUKAN HUKUM NAMA"
    GOLONGAN = "GOL AKHIR NAMA"
    POST_KIND = "JENIS JABATAN NAMA"
    POST = "JABATAN NAMA"
    ESELON = "ESELON NAMA"
    EDUCATION = "TINGKAT PENDIDIKAN NAMA"
    UNIT_ID = "UNOR ID"
    UNIT_NAME = "UNOR NAMA"
    EMAIL = "EMAIL GOV"


REQUIRED = (
    Column.NIP,
    Column.NAME,
    Column.STATUS,
    Column.STANDING,
    Column.GOLONGAN,
    Column.POST_KIND,
    Column.POST,
    Column.UNIT_NAME,
)

# The export in full, in its own order. Whatever is not a ``Column`` is dropped while the row is read:
# religion, NIK, tax number, address and telephone never outlive the reading of their row.
ALL_HEADS = tuple(
    (Path(__file__).parent.parent / "data" / "siasn_heads.txt").read_text(encoding="utf-8").splitlines()
)

KNOWN = {column.value: column for column in Column}


def column_of(cell: object) -> Column | None:
    """The wanted column that a head cell names, however it is spaced or cased."""
    text = re.sub(r"[\s_]+", " ", str(cell or "")).strip().upper()
    return KNOWN.get(text)


def letter(index: int) -> str:
    """0 → A, 26 → AA, as spreadsheet programs name columns."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
