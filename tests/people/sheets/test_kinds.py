import io

import pytest

from lms.people.sheets.faults import SheetRefused
from lms.people.sheets.kinds import ENCRYPTED_PART, OLE, Kind, kind_of
from tests.people.sheets.sheets import cells, text, xlsx

CSV = b"NIP BARU;NAMA\r\n"


def test_workbook_is_told_by_its_bytes():
    assert kind_of(xlsx([cells()])) is Kind.WORKBOOK


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_in_any_encoding_is_text(encoding):
    assert kind_of(text([cells()], encoding=encoding)) is Kind.TEXT


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Berkas kosong."),
        (b"\x00\x00\r\n ", "Berkas kosong."),
        (b"%PDF-1.7 ...", "Isi berkas ini PDF, bukan lembar pegawai."),
        (b"\x89PNG\r\n", "Isi berkas ini PNG, bukan lembar pegawai."),
        (b"\xff\xd8\xff\xe0", "Isi berkas ini JPEG, bukan lembar pegawai."),
        (b"PK\x05\x06" + bytes(18), "Isi berkas ini ZIP, bukan lembar pegawai."),
        (b"<!DOCTYPE html><table>", "Isi berkas ini halaman web, bukan lembar pegawai."),
        (OLE + b"Workbook", "Berkas berformat Excel lama (.xls)."),
        (OLE + bytes(500) + ENCRYPTED_PART, "Berkas dikunci dengan kata sandi."),
        (OLE + bytes(1024 * 1024) + ENCRYPTED_PART, "Berkas dikunci dengan kata sandi."),
        (OLE + bytes(1024 * 1024 - 20) + ENCRYPTED_PART, "Berkas dikunci dengan kata sandi."),
        (b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00>" * 40, "Berkas ini bukan lembar XLSX atau CSV."),
    ],
)
def test_anything_else_is_refused_with_its_kind(content, reason):
    with pytest.raises(SheetRefused) as refusal:
        kind_of(io.BytesIO(content))

    assert refusal.value.fault.reason == reason


def test_refusal_says_how_to_mend():
    with pytest.raises(SheetRefused) as refusal:
        kind_of(io.BytesIO(b"%PDF-1.7"))

    assert refusal.value.fault.mend.startswith("Buka di Excel")
