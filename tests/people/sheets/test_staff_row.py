from datetime import date

import pytest

from lms.people.sheets.columns import Column
from lms.people.sheets.sample import sample_nip, sample_rows
from lms.people.sheets.staff_row import read_row
from lms.people.sheets.table import Row, open_table
from tests.people.sheets.sheets import VALID, cells, xlsx

TODAY = date(2026, 11, 22)


def row(**changes):
    named = {name.replace("_", " ").upper(): value for name, value in changes.items()}
    return Row(7, {Column(name): value for name, value in (VALID | named).items()}, frozenset())


def faults(**changes):
    return [(fault.column, fault.reason, fault.blocks) for fault in read_row(row(**changes), TODAY)[1]]


def test_valid_row_becomes_a_person_without_faults():
    person, found = read_row(row(), TODAY)

    assert found == []
    assert person.nip == sample_nip(0)
    assert person.fields == {
        "name": "Rina Lestari",
        "title_front": "",
        "title_back": "S.Kom.",
        "education": "S-1/Sarjana",
        "employment_status": "PNS",
        "standing": "01",
        "golongan": "III/a",
    }


def test_nip_with_spaces_is_the_same_number():
    spaced = f"{sample_nip(0)[:8]} {sample_nip(0)[8:14]} {sample_nip(0)[14]} {sample_nip(0)[15:]}"

    assert read_row(row(nip_baru=spaced), TODAY)[0].nip == sample_nip(0)


@pytest.mark.parametrize(
    ("nip", "reason"),
    [
        ("", "Kosong."),
        ("123", "NIP harus 18 angka."),
        ("199013012018011900", "Delapan angka pertama bukan tanggal lahir pegawai berusia 17–70 tahun."),
        ("201501012018011900", "Delapan angka pertama bukan tanggal lahir pegawai berusia 17–70 tahun."),
        ("199001012040011900", "Angka ke-9 sampai ke-14 bukan masa pengangkatan yang mungkin."),
        ("199001012018013900", "Angka ke-15 harus 1 atau 2."),
        ("1,98E+17", "NIP tersimpan sebagai angka, sehingga digit terakhirnya hilang."),
        ("1.98609E+17", "NIP tersimpan sebagai angka, sehingga digit terakhirnya hilang."),
    ],
)
def test_impossible_nip_is_an_error(nip, reason):
    assert faults(nip_baru=nip) == [("NIP BARU", reason, True)]


def test_nip_stored_as_number_is_an_error_even_when_it_looks_whole():
    stored = next(open_table(xlsx([cells(nip_baru=198609262015051001)])).rows)

    assert [fault.mend[:34] for fault in read_row(stored, TODAY)[1]] == ["Ubah format kolom NIP BARU menjadi"]


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({"nama": ""}, "NAMA", "Kosong."),
        ({"nama": "Rina 🌸"}, "NAMA", "Nama memuat tanda yang tidak dapat dicetak pada sertifikat: 🌸."),
        ({"nama": "x" * 201}, "NAMA", "Terlalu panjang: 201 huruf, paling banyak 200."),
        ({"status_cpns_pns": "Honorer"}, "STATUS CPNS PNS", "Tidak dikenal."),
        ({"kedudukan_hukum_nama": "Entah"}, "KEDUDUKAN HUKUM NAMA", "Tidak dikenal."),
        ({"gol_akhir_nama": "V/a"}, "GOL AKHIR NAMA", "Tidak dikenal."),
        ({"gol_akhir_nama": ""}, "GOL AKHIR NAMA", "Kosong."),
        ({"jenis_jabatan_nama": "Lain"}, "JENIS JABATAN NAMA", "Tidak dikenal."),
        (
            {"jenis_jabatan_nama": "Jabatan Struktural"},
            "ESELON NAMA",
            "Jabatan struktural tanpa eselon yang dikenal.",
        ),
        ({"jabatan_nama": ""}, "JABATAN NAMA", "Kosong."),
        ({"unor_nama": ""}, "UNOR NAMA", "Kosong."),
        ({"email_gov": "rina@"}, "EMAIL GOV", "Bukan alamat surel."),
    ],
)
def test_wrong_cell_names_its_column_and_reason(changes, column, reason):
    assert faults(**changes) == [(column, reason, True)]


def test_fault_carries_row_value_and_how_to_mend():
    fault = read_row(row(email_gov="rina@"), TODAY)[1][0]

    assert (fault.row, fault.value) == (7, "rina@")
    assert fault.mend == "Tulis satu alamat, misalnya nama@metrokota.example, atau kosongkan."


def test_status_against_the_digits_is_only_a_warning():
    person, found = read_row(row(status_cpns_pns="PPPK", gol_akhir_nama="IX"), TODAY)

    assert person is not None
    assert [(fault.column, fault.blocks) for fault in found] == [("NIP BARU", False)]


def test_functional_post_without_grade_is_only_a_warning():
    changes = {"jenis_jabatan_nama": "Jabatan Fungsional Tertentu", "jabatan_nama": "Guru"}

    assert faults(**changes) == [
        ("JABATAN NAMA", "Jenjang jabatan fungsional tidak terbaca; dianggap Ahli Pertama.", False)
    ]


def test_part_time_contract_may_have_no_golongan():
    nip = sample_nip(0, contract=True)

    assert faults(nip_baru=nip, status_cpns_pns="PPPK Paruh Waktu", gol_akhir_nama="") == []


def test_repeated_head_row_is_an_error():
    person, found = read_row(row(nip_baru="NIP BARU"), TODAY)

    assert (person, found[0].reason) == (None, "Baris kepala muncul lagi di tengah lembar.")


def test_column_that_the_sheet_lacks_is_left_alone():
    short = row()
    del short.cells[Column.TITLE_BACK]

    assert "title_back" not in read_row(short, TODAY)[0].fields


def test_empty_address_never_erases_one():
    assert "email" not in read_row(row(email_gov="-"), TODAY)[0].fields


def test_all_faults_of_a_row_are_reported_at_once():
    assert [column for column, _reason, _blocks in faults(nip_baru="1", nama="", unor_nama="")] == [
        "NIP BARU",
        "NAMA",
        "UNOR NAMA",
    ]


def test_sample_people_are_all_different():
    nips = [person["NIP BARU"] for person in sample_rows(3000)]

    assert len(set(nips)) == 3000
