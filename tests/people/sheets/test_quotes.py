"""Text files whose quotes or lines are out of order: nobody may vanish from a sheet without a word."""

import io

import pytest

from lms.people.sheets.columns import ALL_HEADS, Column
from lms.people.sheets.faults import SheetRefused
from lms.people.sheets.sample import sample_nip
from lms.people.sheets.table import open_table
from tests.people.sheets.sheets import HEADS, VALID

OPEN = "Baris ini tidak dapat dibaca: sel terlalu panjang atau tanda kutip tidak ditutup."
WANTED = [column.value for column in Column]


def sheet(*rows, heads=HEADS, ending="\r\n"):
    """A CSV file exactly as written here: nothing is quoted for the writer."""
    return io.BytesIO(ending.join([";".join(heads), *rows]).encode())


def row(serial=0, **changes):
    named = {name.replace("_", " ").upper(): value for name, value in changes.items()}
    return ";".join((VALID | {"NIP BARU": sample_nip(serial)} | named).values())


def nips(file):
    return [found.cells[Column.NIP] for found in open_table(file).rows]


def refusal(file):
    with pytest.raises(SheetRefused) as caught:
        nips(file)
    return caught.value.fault


@pytest.mark.parametrize("column", ["NAMA", "GELAR BELAKANG", "UNOR NAMA", "EMAIL GOV"])
@pytest.mark.parametrize("place", [0, 2, 3])
def test_a_quote_that_is_never_closed_is_refused_with_its_row(column, place):
    rows = [row(serial) for serial in range(4)]
    rows[place] = row(place, **{column.lower(): '"buka'})

    fault = refusal(sheet(*rows))

    assert (fault.row, fault.reason) == (place + 2, OPEN)


@pytest.mark.parametrize("head", ["ALAMAT", "FLAG IKD", "NAMA SEKOLAH"])
def test_a_column_that_is_not_read_cannot_swallow_the_people_below(head):
    lines = [dict.fromkeys(ALL_HEADS, "") | VALID | {"NIP BARU": sample_nip(n)} for n in range(3)]
    lines[0][head] = '"Jalan Contoh'

    fault = refusal(sheet(*(";".join(line.values()) for line in lines), heads=ALL_HEADS))

    assert (fault.row, fault.reason) == (2, OPEN)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('"Rina ""Nina"" Lestari"', 'Rina "Nina" Lestari'),
        ('Rina "Nina" Lestari', 'Rina "Nina" Lestari'),
        ('"Rina; Lestari"', "Rina; Lestari"),
        ('"Rina\r\nLestari"', "Rina\r\nLestari"),
        ('""', ""),
        ("'Rina", "Rina"),
        ("  Rina  ", "Rina"),
        ("R\tina", "R\tina"),
    ],
)
def test_a_cell_is_read_as_a_spreadsheet_program_reads_it(written, read):
    (found,) = open_table(sheet(row(nama=written))).rows

    assert found.cells[Column.NAME] == read


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_parts_the_rows(ending):
    assert nips(sheet(row(0), row(1), ending=ending)) == [sample_nip(0), sample_nip(1)]


def test_a_break_inside_a_cell_counts_as_one_row_for_later_faults():
    rows = list(open_table(sheet(row(0, nama='"Rina\nLestari"'), row(1))).rows)

    assert [found.number for found in rows] == [2, 3]


@pytest.mark.parametrize("cells", [1, 5, len(WANTED) - 1])
def test_a_row_that_ends_early_has_empty_cells_at_its_end(cells):
    short = ";".join(row().split(";")[:cells])

    (found,) = open_table(sheet(short)).rows

    assert [found.cells[column] for column in list(Column)[cells:]] == [""] * (len(WANTED) - cells)


def test_cells_beyond_the_last_head_belong_to_nobody():
    (found,) = open_table(sheet(row() + ";1872000000000000;rahasia")).rows

    assert set(found.cells.values()) <= set(VALID.values())


def test_separators_alone_are_an_empty_row():
    assert nips(sheet(row(0), ";" * 13, row(1))) == [sample_nip(0), sample_nip(1)]
