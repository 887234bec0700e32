"""Cells in which a spreadsheet program or a person wrote that there is nothing, or that something went wrong."""

from datetime import date

import pytest

from lms.people.sheets.columns import Column
from lms.people.sheets.staff_row import read_row
from lms.people.sheets.table import Row, open_table
from tests.people.sheets.sheets import VALID, text, xlsx

TODAY = date(2026, 11, 22)
ERRORS = ["#n/a", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!"]
REQUIRED = ["NIP BARU", "NAMA", "STATUS CPNS PNS", "KEDUDUKAN HUKUM NAMA", "GOL AKHIR NAMA"]
REQUIRED += ["JENIS JABATAN NAMA", "JABATAN NAMA", "UNOR NAMA"]
OPTIONAL = {
    Column.TITLE_FRONT: "title_front",
    Column.TITLE_BACK: "title_back",
    Column.EDUCATION: "education",
}


def read(**changes):
    named = {name.replace("_", " ").upper(): value for name, value in changes.items()}
    return read_row(
        Row(7, {Column(name): value for name, value in (VALID | named).items()}, frozenset()), TODAY
    )


def faulty(**changes):
    person, faults = read(**changes)
    return person, [(fault.column, fault.reason) for fault in faults if fault.blocks]


@pytest.mark.parametrize("column", Column)
def test_an_error_of_a_formula_never_becomes_a_value(column):
    assert faulty(**{column.value.lower(): "#N/A"}) == (None, [(column.value, "Sel berisi galat rumus.")])


@pytest.mark.parametrize("sign", ERRORS)
def test_every_error_of_a_formula_is_known(sign):
    assert faulty(jabatan_nama=sign)[1] == [("JABATAN NAMA", "Sel berisi galat rumus.")]


def test_a_name_may_begin_with_the_sign_of_an_error():
    assert faulty(jabatan_nama="#Sekretaris")[1] == []


@pytest.mark.parametrize("make", [xlsx, text])
def test_it_is_found_in_every_kind_of_file(make):
    row = next(open_table(make([list((VALID | {"JABATAN NAMA": "#N/A"}).values())])).rows)

    assert [fault.column for fault in read_row(row, TODAY)[1]] == ["JABATAN NAMA"]


@pytest.mark.parametrize("dash", ["-", "—", " - -"])
@pytest.mark.parametrize("column", REQUIRED)
def test_a_dash_in_a_required_cell_is_an_empty_cell(column, dash):
    person, faults = faulty(**{column.lower(): dash})

    assert (person, faults) == (None, [(column, "Kosong.")])


@pytest.mark.parametrize("dash", ["-", "–", "---"])
@pytest.mark.parametrize("column", OPTIONAL)
def test_a_dash_never_becomes_a_title(column, dash):
    person, faults = faulty(**{column.value.lower(): dash})

    assert (person.fields[OPTIONAL[column]], faults) == ("", [])


@pytest.mark.parametrize("dash", ["-", "–", "---"])
def test_a_dash_is_no_number_of_a_unit(dash):
    assert read(unor_id=dash)[0].unit_id == ""


def test_a_dash_inside_a_name_stays():
    assert read(nama="Sari-Dewi", gelar_belakang="S.Kom.-")[0].fields["name"] == "Sari-Dewi"


@pytest.mark.parametrize("blank", ["\u00a0", "\u200b", "\u2003", "\ufeff", "\t \n"])
@pytest.mark.parametrize("column", ["NAMA", "JABATAN NAMA", "UNOR NAMA"])
def test_a_cell_of_blanks_that_nobody_sees_is_empty(column, blank):
    person, faults = faulty(**{column.lower(): blank})

    assert (person, faults) == (None, [(column, "Kosong.")])


@pytest.mark.parametrize("hidden", ["\u200b", "\ufeff", "\u00ad", "\u200e", "\u00a0"])
def test_signs_that_nobody_sees_do_not_make_another_word(hidden):
    person, faults = faulty(
        status_cpns_pns=f"PNS{hidden}",
        kedudukan_hukum_nama=f"{hidden}Aktif",
        unor_nama=f"Dinas{hidden} Contoh" if hidden == "\u00a0" else f"Dinas Contoh{hidden}",
        nip_baru=f"{hidden}{VALID['NIP BARU']}",
    )

    assert (faults, person.unit_name, person.nip) == ([], "Dinas Contoh", VALID["NIP BARU"])
