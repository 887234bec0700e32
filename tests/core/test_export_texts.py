"""Whatever text stands in the database: a sheet can hold it, programs can open it, and it says the same."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from lms.core.exports import saved, workbook, write_sheet

bounds = settings(derandomize=True, database=None, deadline=None, max_examples=30)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
START_OF_FORMULA = st.sampled_from(["=", "+", "-", "@", "\t=", "=cmd|' /C calc'!A0", "＝1+1"])
ILLEGAL = {*map(chr, range(32)), "\ufffe", "\uffff"} - {"\t", "\n", "\r"}


def file_of(heads, rows):
    book = workbook()
    write_sheet(book, "Daftar", heads, rows)
    return BytesIO(saved(book).read())


def shown(text):
    """What is left of a text: no sign that no XML can hold, and line ends as XML has them."""
    kept = "".join(sign for sign in text if sign not in ILLEGAL)
    return kept.replace("\r\n", "\n").replace("\r", "\n")


@bounds
@example("\uffff\ufffe")
@example("_x0041_ _x000D_")
@example("a\r\nb\rc")
@example("\x85\u2028\u2029\ufeff")
@given(anything)
def test_any_text_comes_back_as_it_was(text):
    cell = load_workbook(file_of(["A"], [[text]])).worksheets[0]["A2"]

    assert (cell.value or "", cell.data_type if cell.value else "s") == (shown(text), "s")


@bounds
@given(START_OF_FORMULA, anything)
def test_what_begins_like_a_formula_is_text_to_the_end(start, text):
    file = file_of([start + text], [[start + text]])

    with ZipFile(file) as archive:
        sheet = fromstring(archive.read("xl/worksheets/sheet1.xml"))
    assert [node.tag for node in sheet.iter() if node.tag.endswith("}f")] == []


@bounds
@given(st.lists(st.lists(anything, min_size=2, max_size=2), max_size=4))
def test_every_part_of_the_file_is_sound_xml(rows):
    with ZipFile(file_of(["A", "B"], rows)) as archive:
        for name in archive.namelist():
            fromstring(archive.read(name))


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan")])
def test_numbers_that_no_sheet_can_hold_are_left_empty(number):
    sheet = load_workbook(file_of(["A"], [[number, 1]])).worksheets[0]

    assert [cell.value for cell in sheet[2]] == [None, 1]


@pytest.mark.parametrize("number", [0, -1, 2**53, 10**15, 1.5, True])
def test_numbers_stay_numbers(number):
    assert load_workbook(file_of(["A"], [[number]])).worksheets[0]["A2"].value == number
