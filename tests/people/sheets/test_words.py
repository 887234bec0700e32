"""The words that SIASN writes (domain.md §2.2 and §2.3), and what is stored for each."""

from datetime import date

import pytest

from lms.people.enums import PositionKind, PostGroup
from lms.people.posts import post_of
from lms.people.sheets.columns import Column
from lms.people.sheets.sample import sample_nip
from lms.people.sheets.staff_row import read_row
from lms.people.sheets.table import Row
from lms.people.sheets.values import GOLONGAN, GONE, STANDINGS
from tests.people.sheets.sheets import VALID

TODAY = date(2026, 11, 22)


def field(name, contract=False, **changes):
    named = VALID | {"NIP BARU": sample_nip(0, contract=contract)}
    named |= {key.replace("_", " ").upper(): value for key, value in changes.items()}
    row = Row(2, {Column(key): value for key, value in named.items()}, frozenset())
    return read_row(row, TODAY)[0].fields[name]


@pytest.mark.parametrize(
    ("word", "stored"),
    [
        ("PNS", "PNS"),
        ("P", "PNS"),
        ("CPNS", "CPNS"),
        ("C", "CPNS"),
        ("PPPK", "PPPK"),
        ("PPPK Penuh Waktu", "PPPK"),
        ("pppk  paruh waktu", "PPPK_PARUH_WAKTU"),
    ],
)
def test_status_is_stored_explicitly(word, stored):
    assert field("employment_status", contract=stored.startswith("PPPK"), status_cpns_pns=word) == stored


@pytest.mark.parametrize(
    ("word", "stored"),
    [
        ("Aktif", "01"),
        ("CLTN", "02"),
        ("Tugas Belajar", "03"),
        ("Pemberhentian Sementara", "04"),
        ("Perpanjangan CLTN", "13"),
        ("PNS Kena Hukuman Disiplin", "15"),
        ("Masa Persiapan Pensiun", "20"),
        ("Tidak Aktif", "52"),
        ("Diberhentikan", "66"),
        ("Pemberhentian Tanpa Hak Pensiun", "77"),
        ("Pemberhentian Dengan Hak Pensiun", "88"),
        ("Mencapai BUP", "98"),
        ("Pensiun", "99"),
    ],
)
def test_standing_is_stored_by_its_code(word, stored):
    assert field("standing", kedudukan_hukum_nama=word) == stored


def test_only_whoever_ended_their_service_is_gone():
    assert {word for word, code in STANDINGS.items() if code in GONE} == {
        "DIBERHENTIKAN",
        "PEMBERHENTIAN TANPA HAK PENSIUN",
        "PEMBERHENTIAN DENGAN HAK PENSIUN",
        "MENCAPAI BUP",
        "PENSIUN",
    }


PNS = [f"{rank}/{letter}" for rank in ("I", "II", "III", "IV") for letter in "abcde"]


@pytest.mark.parametrize("grade", [grade for grade in PNS if grade not in {"I/e", "II/e", "III/e"}])
def test_every_grade_of_a_civil_servant_is_known_in_either_case(grade):
    assert [field("golongan", gol_akhir_nama=word) for word in (grade, grade.upper())] == [grade, grade]


def test_contracts_have_seventeen_grades_and_civil_servants_as_many():
    contracts = [grade for grade in GOLONGAN.values() if "/" not in grade]

    assert (len(contracts), contracts[0], contracts[-1], len(GOLONGAN)) == (17, "I", "XVII", 34)


@pytest.mark.parametrize(
    "grade", ["I/e", "II/e", "III/e", "IV/f", "V/a", "XVIII", "0", "IIII", "III/", "3/a"]
)
def test_grades_that_do_not_exist_are_not_known(grade):
    assert grade.upper() not in GOLONGAN


@pytest.mark.parametrize(
    ("eselon", "group"),
    [
        ("I.a", PostGroup.JPT),
        ("I.b", PostGroup.JPT),
        ("II.a", PostGroup.JPT),
        ("II.b", PostGroup.JPT),
        ("III.a", PostGroup.ADMINISTRATOR),
        ("III.b", PostGroup.ADMINISTRATOR),
        ("IV.a", PostGroup.SUPERVISOR),
        ("IV.b", PostGroup.SUPERVISOR),
        ("V.a", PostGroup.SUPERVISOR),
        ("V.b", PostGroup.SUPERVISOR),
    ],
)
@pytest.mark.parametrize("dress", ["{}", "Eselon {}", "eselon  {} "])
def test_the_group_of_a_structural_post_follows_its_eselon(eselon, group, dress):
    words = dress.format(eselon.replace(".", "/"))

    assert post_of("Jabatan Struktural", words, "Kepala") == post_of("STRUKTURAL", eselon, "Kepala")
    assert post_of("Jabatan Struktural", words, "Kepala").group == group


@pytest.mark.parametrize("name", ["Kepala Subbagian Umum Muda", "Pengadministrasi Ahli Utama"])
def test_words_of_a_grade_do_not_raise_a_general_post(name):
    post = post_of("Jabatan Fungsional Umum", "NON", name)

    assert (post.kind, post.group) == (PositionKind.GENERAL, PostGroup.GENERAL)


@pytest.mark.parametrize(
    "name", ["Pemudaan Ahli", "Analis Kemahiran", "Pranata Mudah", "Penata Pertamanan", "Guru"]
)
def test_a_grade_is_a_word_and_not_a_part_of_one(name):
    assert not post_of("Jabatan Fungsional Tertentu", "", name).graded
