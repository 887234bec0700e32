from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from django.utils.translation import override

from lms.core.templatetags.say import day
from lms.dashboards.queries.coverage import coverage_matrix
from lms.dashboards.queries.gaps import Gap, OnTheWay
from lms.dashboards.sheets import (
    coverage_rows,
    definition_rows,
    filter_rows,
    gap_heads,
    gap_row,
    matrix_heads,
)
from lms.skills.models import Evidence
from tests import factories as make
from tests.dashboards.world import YEAR, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db) -> World:
    return World()


def gap(world: World, **fields) -> Gap:
    person = make.user(name="Aminah", title_front="Dr.", title_back="S.Kom.", nip=make.nip(7))
    facts = {"posting": None, "needs": 3, "has": 1, "last": None, "on_the_way": None}
    return Gap(**({"person": person, "skill": world.phishing} | facts | fields))


def test_every_head_has_its_cell(world: World):
    assert len(gap_row(gap(world))) == len(gap_heads()) == 14


def test_a_row_with_everything(world: World):
    unit = make.unit(name="Poli Umum", kind="bidang", parent=world.clinic)
    row = gap(
        world,
        posting=make.posting(unit=unit, position=make.position(name="Perawat")),
        last=Evidence(obtained_on=date(2026, 5, 4)),
        on_the_way=OnTheWay("Keamanan Siber", 2, datetime(2026, 12, 31, 17, tzinfo=UTC)),
    )

    assert gap_row(row) == [
        row.person.nip,
        "Dr. Aminah, S.Kom.",
        "Perawat",
        "Poli Umum",
        "Dinas Kesehatan",
        "Pengguna layanan digital",
        "Keamanan Siber",
        "KS-01",
        "Mengenali phishing",
        3,
        1,
        "4 Mei 2026",
        "Keamanan Siber",
        "1 Jan 2027",
    ]


@pytest.mark.parametrize(
    ("fields", "columns"),
    [
        ({"posting": None}, [2, 3, 4]),
        ({"last": None}, [11]),
        ({"on_the_way": None}, [12, 13]),
        ({"on_the_way": OnTheWay("Kursus", 2, None)}, [13]),
    ],
)
def test_what_is_not_known_is_an_empty_cell(world: World, fields, columns):
    cells = gap_row(gap(world, **fields))

    assert [cells[column] for column in columns] == [""] * len(columns)


def test_somebody_without_a_number_has_an_empty_cell(world: World):
    assert gap_row(gap(world, person=make.user()))[0] == ""


def test_staff_outside_of_any_opd_have_an_empty_opd(world: World):
    cells = gap_row(gap(world, posting=make.posting(unit=world.root)))

    assert cells[3:5] == ["Kota Contoh", ""]


def test_levels_stay_numbers(world: World):
    assert [type(cell) for cell in gap_row(gap(world))[9:11]] == [int, int]


def test_heads_of_a_map_say_column_and_word(world: World):
    heads = matrix_heads(coverage_matrix(world.count().filters(bidang="awan")))

    assert heads == [
        "Unit kerja",
        "AW-01: dipersyaratkan",
        "AW-01: dipenuhi",
        "AW-01: cakupan (%)",
        "AW-01: target (%)",
        "AW-01: perubahan sejak triwulan lalu (poin)",
        "AW-01: pemegang tunggal",
    ]


def test_every_row_of_a_map_is_as_long_as_its_heads(world: World):
    world.person(world.root)
    matrix = coverage_matrix(world.count().filters())

    assert {len(row) for row in coverage_rows(matrix)} == {len(matrix_heads(matrix))} == {13}


def test_the_last_row_is_the_whole(world: World):
    world.person(world.health, world.phishing)
    world.person(world.roads)
    world.promise(world.root, world.safety, 33.5)
    matrix = coverage_matrix(world.count().filters())

    *_, last = coverage_rows(matrix)

    assert last == ["Kota Contoh", 4, 1, 25.0, 33.5, None, "KS-01", 2, 0, 0.0, None, None, ""]


def test_shares_have_one_decimal_and_nobody_has_none(world: World):
    world.person(world.health, world.phishing)
    world.person(world.clinic)
    world.person(world.clinic)
    matrix = coverage_matrix(world.count().filters())

    assert [row[3] for row in coverage_rows(matrix)] == [16.7, None, 16.7]


def test_skills_on_one_persons_shoulders_stand_in_one_cell(world: World):
    world.person(world.health, world.phishing, world.passwords)
    matrix = coverage_matrix(world.count().filters())

    assert next(iter(coverage_rows(matrix)))[6] == "KS-01, KS-02"


@pytest.mark.parametrize(
    ("asked", "changed"),
    [
        ({}, {}),
        (
            {"per": "2026-01-02", "susunan": "saat-itu"},
            {"Keadaan per": "2 Jan 2026", "Susunan unit": "menurut tanggal itu", "Tahun target": 2026},
        ),
        ({"bidang": "awan"}, {"Bidang": "Komputasi Awan"}),
        ({"skill": "KS-02"}, {"Bidang": "Keamanan Siber", "Kompetensi": "KS-02 Kata sandi"}),
        ({"peran": "lainnya"}, {"Peran digital": "Lainnya"}),
        ({"tahun": "2031"}, {"Tahun target": 2031}),
        ({"opd": "health"}, {"Unit kerja": "Dinas Kesehatan"}),
        (
            {"opd": "health", "langsung": "1"},
            {"Unit kerja": "Dinas Kesehatan", "Termasuk unit di bawahnya": "tidak"},
        ),
    ],
)
def test_a_sheet_says_what_it_is_about(world: World, asked, changed):
    asked = {name: getattr(getattr(world, text, None), "pk", text) for name, text in asked.items()}

    found = dict(filter_rows(world.filters(**{name: str(text) for name, text in asked.items()})))

    assert (
        found
        == {
            "Keadaan per": day(timezone.localdate()),
            "Susunan unit": "hari ini",
            "Unit kerja": "Kota Contoh",
            "Termasuk unit di bawahnya": "ya",
            "Bidang": "semua",
            "Kompetensi": "semua",
            "Peran digital": "semua",
            "Tahun target": YEAR,
        }
        | changed
    )


def test_a_scope_of_two_opds_names_both(world: World):
    head = world.head_of(world.health)
    make.grant(head, "opd_head", world.roads)

    assert dict(filter_rows(world.filters(head)))["Unit kerja"] == "Dinas Kesehatan, Dinas Jalan"


def test_every_word_of_the_sheets_is_defined_once():
    words = [word for word, _meaning in definition_rows()]

    assert (len(set(words)), len(words)) == (10, 10)
    assert {"Dipersyaratkan", "Dipenuhi", "Kesenjangan", "Pemegang tunggal", "Target"} <= set(words)


def test_all_of_a_sheet_is_said_in_english_too(world: World):
    matrix = coverage_matrix(world.count().filters())

    def texts() -> list[str]:
        rows = [*definition_rows(), *filter_rows(matrix.filters)[1:]]
        return [*gap_heads(), *matrix_heads(matrix), *(row[0] for row in rows)]

    indonesian = texts()
    with override("en"):
        pairs = list(zip(indonesian, texts(), strict=True))

    same = {one for one, other in pairs if one == other}
    assert same == {"NIP/NI PPPK", "OPD", "Keamanan: target (%)", "Awan: target (%)", "Target"}
