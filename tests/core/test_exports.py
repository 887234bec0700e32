from datetime import date
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from lms.core.exports import saved, workbook, write_sheet

HEADS = ["Nama", "Nilai"]
FORMULAS = ["=1+1", "+1", "-1+1", "@SUM(A1)", '=HYPERLINK("https://evil.example")', "\t=1", "\r=1"]


def written(rows, heads=HEADS, title="Daftar"):
    book = workbook()
    count = write_sheet(book, title, heads, rows)
    return saved(book), count


def cells(rows, **more):
    file, _ = written(rows, **more)
    return [list(row) for row in load_workbook(file).worksheets[0].iter_rows(values_only=True)]


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_looks_like_a_formula_stays_text(text):
    file, _ = written([[text, 1]])

    cell = load_workbook(file).worksheets[0]["A2"]

    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert cell.value.strip() == text.strip()


def test_a_head_that_looks_like_a_formula_stays_text():
    file, _ = written([], heads=["=1+1"])

    assert load_workbook(file).worksheets[0]["A1"].data_type == "s"


def test_no_formula_is_in_the_file_at_all():
    file, _ = written([FORMULAS], heads=FORMULAS)

    with ZipFile(file) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_addresses_do_not_become_links():
    file, _ = written([["https://evil.example", "mailto:a@b.example"]])

    with ZipFile(file) as archive:
        assert [name for name in archive.namelist() if "rels" in name and "worksheets" in name] == []


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (3, 3),
        (2.5, 2.5),
        (None, None),
        (date(2026, 11, 20), "2026-11-20"),
        ("a\x00\x07b", "ab"),
        ("x" * 40_000, "x" * 32_000),
        ("Siti 😀", "Siti 😀"),
    ],
)
def test_values_are_shown_as_they_are(value, shown):
    assert cells([[value, "x"]])[1][0] == shown


def test_numbers_that_are_none_are_shown_as_nothing():
    assert cells([[float("nan"), "x"]])[1] == [None, "x"]


def test_heads_come_first_and_stay_in_view():
    file, count = written([["Rina", 90], ["Bayu", 80]])

    sheet = load_workbook(file).worksheets[0]

    assert ([cell.value for cell in sheet[1]], sheet.freeze_panes, count) == (HEADS, "A2", 2)


def test_a_long_title_is_cut_to_what_a_sheet_can_have():
    file, _ = written([], title="x" * 50)

    assert load_workbook(file).sheetnames == ["x" * 31]


def test_signs_that_a_title_cannot_have_are_left_out():
    file, _ = written([], title="Dinas [A]: 1/2?")

    assert load_workbook(file).sheetnames == ["Dinas A 12"]


def test_rows_are_taken_one_by_one():
    assert written([str(number), number] for number in range(1_000))[1] == 1_000
