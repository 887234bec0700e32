"""Files that were broken or bent on purpose: each is read or refused in words, and none ends in a failure."""

import codecs
import io
import random
import re
import zipfile
from contextlib import suppress

import pytest

from lms.people.sheets.columns import Column
from lms.people.sheets.faults import SheetRefused
from lms.people.sheets.table import open_table
from tests.people.sheets.sheets import cells, text, xlsx

BROKEN = "Berkas XLSX ini rusak dan tidak dapat dibaca."
TORN = "Teks ini rusak: pengodeannya terputus di tengah berkas."
UTF_16 = codecs.BOM_UTF16_LE


def bent(part, change):
    """A valid workbook of one row with one part changed."""
    source, target = zipfile.ZipFile(xlsx([cells()])), io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name in source.namelist():
            data = source.read(name)
            file.writestr(name, change(data) if name.endswith(part) else data)
    target.seek(0)
    return target


def replaced(part, old, new):
    return bent(part, lambda data: re.sub(old, new, data, count=1))


def outcome(file):
    """The NIP cells that were read, or the reason of the refusal."""
    try:
        return [row.cells[Column.NIP] for row in open_table(file).rows]
    except SheetRefused as refusal:
        return refusal.fault.reason


CELL = rb'<c r="A2"[^>]*>.*?</c>'
DOCTYPE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><'


@pytest.mark.parametrize(
    "file",
    [
        lambda: replaced("sheet1.xml", rb"<(?=worksheet)", DOCTYPE),
        lambda: replaced("workbook.xml", rb"<(?=workbook)", DOCTYPE),
        lambda: replaced("workbook.xml.rels", rb"<(?=Relationships)", DOCTYPE),
        lambda: replaced("sheet1.xml", rb'<row r="2"', b'<row r="dua"'),
        lambda: replaced("sheet1.xml", rb'<row r="2"', b'<row r="1.5"'),
        lambda: replaced("sheet1.xml", rb'<row r="2"', b'<row r="' + b"9" * 5000 + b'"'),
        lambda: replaced("sheet1.xml", CELL, b'<c r="A2"><v>0x10</v></c>'),
        lambda: replaced("sheet1.xml", CELL, b'<c r="A2"><v>' + b"9" * 5000 + b"</v></c>"),
        lambda: replaced("sheet1.xml", CELL, b'<c r="A2" t="s"><v>999</v></c>'),
        lambda: replaced("sheet1.xml", CELL, b'<c r="A2" t="s"><v>x</v></c>'),
        lambda: bent("sheet1.xml", lambda data: b"bukan XML"),
        lambda: bent("sheet1.xml", lambda data: b""),
        lambda: bent("sheet1.xml", lambda data: data[: len(data) // 2]),
        lambda: bent("workbook.xml.rels", lambda data: b"<x/>x"),
    ],
)
def test_a_bent_workbook_is_refused_as_broken(file):
    assert outcome(file()) == BROKEN


@pytest.mark.parametrize(
    ("number", "seen"), [(b"1e999", "inf"), (b"nan", "nan"), (b"-0", "0"), (b"1e17", "1e+17"), (b"", "")]
)
def test_any_number_is_read_as_text(number, seen):
    file = replaced("sheet1.xml", CELL, b'<c r="A2"><v>' + number + b"</v></c>")

    assert outcome(file) == [seen]


@pytest.mark.parametrize("place", [b"2", b"a2", b"ZZZZZZZ2", b"", b"\xc3\x842"])
def test_a_cell_that_stands_nowhere_is_left_out(place):
    assert outcome(replaced("sheet1.xml", rb'r="A2"', b'r="' + place + b'"')) == [""]


def test_rows_numbered_beyond_any_sheet_are_left_out():
    assert outcome(replaced("sheet1.xml", rb'<row r="2"', b'<row r="99999999999"')) == []


def test_a_workbook_without_sheets_has_no_head():
    file = replaced("xl/workbook.xml", rb"<sheets>.*</sheets>", b"<sheets/>")

    assert outcome(file) == "Baris kepala tidak ditemukan dalam 10 baris pertama."


@pytest.mark.parametrize("tail", [b"A", b"\x00\xd8A\x00", b"\x00\xdc\x00\xdc"])
@pytest.mark.parametrize("rows", [1, 400])
def test_torn_utf_16_is_refused_in_words(rows, tail):
    content = text([cells()] * rows, encoding="utf-16-le").getvalue()

    assert outcome(io.BytesIO(UTF_16 + content + tail)) == TORN


def test_a_file_that_was_refused_can_be_read_again():
    file = io.BytesIO(UTF_16 + b"A")
    first = outcome(file)

    assert (first, outcome(file), file.closed) == (TORN, TORN, False)


def test_nul_in_a_cell_is_left_out():
    rows = [cells()] * 9000 + [cells(nip_baru="19\x00")]

    assert outcome(text(rows))[-1] == "19"


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_noise_in_a_file_never_ends_in_a_failure(kind):
    chance = random.Random(2026)
    content = (xlsx if kind == "xlsx" else text)([cells()] * 5).getvalue()

    for _turn in range(300):
        noisy = bytearray(content)
        for _place in range(chance.randint(1, 8)):
            noisy[chance.randrange(len(noisy))] = chance.randrange(256)
        with suppress(SheetRefused):
            list(open_table(io.BytesIO(noisy)).rows)
