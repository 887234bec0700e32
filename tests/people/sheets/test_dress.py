"""The same people in every kind of file give the same rows: the dress of a sheet never changes what it says."""

import io

from hypothesis import example, given, settings
from hypothesis import strategies as st

from lms.people.sheets.columns import ALL_HEADS, Column
from lms.people.sheets.kept import keep_row, open_kept
from lms.people.sheets.table import open_table
from tests.people.sheets.sheets import HEADS, text, xlsx

DRESSES = [
    (text, (";", "utf-8-sig")),
    (text, (",", "utf-8")),
    (text, ("\t", "utf-16")),
    (text, ("|", "utf-16")),
    (xlsx, ()),
]
bounds = settings(derandomize=True, database=None, deadline=None, max_examples=30)
# What a person may type: no control signs, which no workbook can hold, and no bare ends, which are trimmed.
cell = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn"]), max_size=20).map(
    lambda typed: typed.strip().lstrip("'").strip()
)
line = st.lists(cell, min_size=len(HEADS), max_size=len(HEADS)).filter(any)
lines = st.lists(line, min_size=1, max_size=4)


def read(make, wanted, how):
    return [tuple(row.cells[column] for column in Column) for row in open_table(make(wanted, *how)).rows]


@bounds
@example([["Ç;,\t|\"'", '"', "a'b", "=1+1"] + ["x"] * 10])
@example([["1,98E+17", "007", "1e5", "-"] + ["TRUE"] * 10])
@given(lines)
def test_every_dress_says_the_same(wanted):
    escaped = [["\u200a" + value if value.startswith("=") else value for value in row] for row in wanted]
    trimmed = [tuple(value.strip() for value in row) for row in escaped]

    assert [read(make, escaped, how) for make, how in DRESSES] == [trimmed] * len(DRESSES)


@bounds
@given(lines)
def test_what_is_kept_until_the_import_is_what_was_read(wanted):
    read_now, file = list(open_table(text(wanted)).rows), io.BytesIO()
    for row in read_now:
        keep_row(file, row)
    file.seek(0)

    assert list(open_kept(file).rows) == read_now


@bounds
@given(st.permutations(HEADS), st.lists(st.sampled_from(ALL_HEADS), max_size=5, unique=True))
def test_columns_may_stand_in_any_order_among_any_others(heads, others):
    heads = [head for head in others if head not in heads] + list(heads)
    (row,) = open_table(xlsx([[f"isi {head}" for head in heads]], heads)).rows

    assert {column.value: value for column, value in row.cells.items()} == {
        head: f"isi {head}" for head in HEADS
    }
