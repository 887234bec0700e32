"""Our own table: the template is read without a fault, in both forms; and what people do to tables."""

import csv
import io
import zipfile

import pytest
from openpyxl import Workbook

from assessments.exchange.sheets import template
from assessments.exchange.sheets.columns import HEADS
from tests.assessments.exchange.bodies import parsed

ROW = {
    "nama": "a",
    "jenis": "tunggal",
    "pertanyaan": "Mana?",
    "pilihan_1": "x",
    "pilihan_2": "y",
    "benar": "B",
}


def text_of(*rows: dict[str, str], separator: str = ";") -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, HEADS, delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def book_of(*rows: dict[str, object]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    book.active.append(list(HEADS))
    for row in rows:
        book.active.append([row.get(head) for head in HEADS])
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_template_is_read_without_a_fault(form):
    drafts, faults, left_out, _pictures = parsed(template(form).read(), f"templat.{form}")

    assert (faults, left_out) == ([], [])
    assert [draft.kind for draft in drafts] == [
        *("single", "multiple", "true_false", "short", "numeric", "matching"),
        *("ordering", "words", "ip", "essay", "description"),
    ]
    assert (drafts[0].tag, drafts[0].level, drafts[0].line) == ("alamat-ip", 2, 2)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_any_usual_separator_will_do(separator):
    assert [draft.name for draft in parsed(text_of(ROW, separator=separator), "a.csv")[0]] == ["a"]


def test_numbers_in_cells_are_read_as_they_are_shown():
    row = {"nama": "a", "jenis": "angka", "pertanyaan": "Berapa?", "pilihan_1": 62.5, "toleransi": 1}

    answers = parsed(book_of(row), "a.xlsx")[0][0].body["answers"]

    assert [(one["value"], one["tolerance"]) for one in answers] == [("62.5", "1")]


def test_what_looks_like_markdown_stays_as_it_is_typed():
    body = parsed(text_of(ROW | {"pertanyaan": "1. *Mana* <ini>?"}), "a.csv")[0][0].body

    assert body["stem"] == "1. *Mana* &lt;ini&gt;?"


def test_a_format_can_be_named():
    assert (
        parsed(text_of(ROW | {"pertanyaan": "[html]<b>Mana?</b>"}), "a.csv")[0][0].body["stem"]
        == "<b>Mana?</b>"
    )


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"nama": ""}, "Nama soal kosong"),
        ({"jenis": "apa"}, "tidak dikenal"),
        ({"benar": "C"}, "tidak menunjuk"),
        ({"benar": ""}, "huruf atau nomor"),
        ({"tingkat": "9"}, "1 sampai 5"),
        ({"pertanyaan": ""}, "tidak memiliki teks"),
        ({"pilihan_2": "x"}, "dua kali"),
        ({"jenis": "benar_salah", "benar": "mungkin"}, "BENAR atau SALAH"),
        ({"jenis": "angka"}, "angka"),
        ({"jenis": "menjodohkan"}, "kiri -> kanan"),
        ({"jenis": "ganda", "aturan": "persen"}, "Aturan"),
        ({"jenis": "ip"}, "tidak terbaca"),
    ],
)
def test_what_is_wrong_is_said_with_its_row(more, words):
    drafts, faults, _left_out, _pictures = parsed(text_of(ROW | more), "a.csv")

    assert (drafts, [(fault.line, words in fault.reason) for fault in faults]) == ([], [(2, True)])


def test_a_name_that_stands_twice_is_refused():
    faults = parsed(text_of(ROW, ROW), "a.csv")[1]

    assert [(fault.line, fault.value) for fault in faults] == [(3, "a")]


def test_a_formula_is_refused_and_never_computed():
    faults = parsed(book_of(ROW | {"pertanyaan": '=HYPERLINK("http://x")'}), "a.xlsx")[1]

    assert [(fault.line, "rumus" in fault.reason) for fault in faults] == [(2, True)]


def test_unknown_columns_are_left_out_by_name():
    left_out = parsed(text_of(ROW).replace("umpan_balik", "catatan saya", 1), "a.csv")[2]

    assert [note.what for note in left_out] == ["catatan saya"]


def test_a_table_without_our_columns_is_refused():
    book, file = Workbook(), io.BytesIO()
    book.active.append(["soal", "kunci"])
    book.save(file)

    assert "Kolom tidak ditemukan" in parsed(file.getvalue(), "a.xlsx")[1][0].reason


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/workbook.xml", b" " * 50_000_000)
    return file.getvalue()


@pytest.mark.parametrize("data", [bomb(), b"PK\x03\x04[Content_Types].xml", book_of(ROW)[:-100]])
def test_hostile_and_broken_workbooks_are_refused(data):
    drafts, faults, _left_out, _pictures = parsed(data, "a.xlsx")

    assert (drafts, len(faults)) == ([], 1)


def test_a_quote_that_nobody_closes_is_refused_with_its_row():
    faults = parsed(text_of(ROW) + 'b;tunggal;;;"terbuka', "a.csv")[1]

    assert [fault.line for fault in faults] == [3]
