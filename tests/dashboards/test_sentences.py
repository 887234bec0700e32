from datetime import date

import pytest
from django.utils.translation import override

from lms.dashboards.figures import Figure
from lms.dashboards.queries.coverage import Column, Line, Matrix, coverage_matrix
from lms.dashboards.scope import Filters, Scope
from lms.dashboards.sentences import (
    behind,
    column_sentence,
    figure_sentence,
    fragile_sentence,
    measured,
    number,
    points,
    reached_sentence,
    state_sentence,
    trend_sentence,
    unit_word,
    worst_column,
)
from lms.skills.models import Field
from tests.dashboards.world import YEAR, World


@pytest.mark.parametrize(
    ("value", "text"), [(-34, "−34"), (-33.6667, "−33,7"), (5, "+5"), (0, "+0"), (1234.5, "+1.234,5")]
)
def test_points_carry_their_sign(value: float, text: str):
    assert points(value) == text


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (Figure(), "tidak ada yang dipersyaratkan"),
        (Figure(10, 4), "4 dari 10 persyaratan terpenuhi"),
        (Figure(10, 8, 80), "8 dari 10 persyaratan terpenuhi, mencapai target 80 %"),
        (
            Figure(10, 4, 75.5, ("KS-01", "KS-02")),
            "4 dari 10 persyaratan terpenuhi, di bawah target 75,5 %, hanya satu orang menguasai KS-01, KS-02",
        ),
    ],
)
def test_a_cell_is_said_in_words(figure: Figure, text: str):
    assert figure_sentence(figure) == text


@pytest.fixture
def world(db) -> World:
    return World()


def test_without_a_target_the_sentence_says_so(world: World):
    matrix = coverage_matrix(world.count().filters())

    assert column_sentence(matrix, 0) == f"Belum ada target {YEAR} untuk Keamanan."


def test_when_all_reach_their_target_the_sentence_says_so(world: World):
    world.person(world.health, world.storage)
    world.promise(world.root, world.cloud, 60)

    matrix = coverage_matrix(world.count().filters())

    assert column_sentence(matrix, 1) == "Semua OPD (1) mencapai target Awan."


def test_the_word_for_a_unit_is_a_setting(world: World, settings):
    settings.PIAWAI_UNIT_WORD = "Dinas"
    world.person(world.health)
    world.promise(world.root, world.safety, 60)

    matrix = coverage_matrix(world.count().filters())

    assert column_sentence(matrix, 0).startswith("1 dari 1 Dinas di bawah target")


def test_inside_an_opd_rows_are_units(world: World):
    world.person(world.clinic)
    world.promise(world.health, world.safety, 60)

    matrix = coverage_matrix(world.count().filters(opd=str(world.health.pk)))

    assert column_sentence(matrix, 0) == "1 dari 1 unit di bawah target Keamanan. Terjauh: Puskesmas (−60)."


def test_the_worst_column_has_most_rows_below(world: World):
    world.person(world.health, world.phishing, world.passwords)
    for field in (world.safety, world.cloud):
        world.promise(world.root, field, 60)

    assert worst_column(coverage_matrix(world.count().filters())) == 1


def test_there_is_no_worst_column_when_none_is_below(world: World):
    assert worst_column(coverage_matrix(world.count().filters())) is None


MET, SHORT, OPEN, NONE = Figure(10, 8, 80), Figure(10, 5, 80), Figure(10, 5), Figure()
ALONE = Figure(10, 8, 80, ("KS-01",))


def matrix(*lines: list[Figure], total: list[Figure] | None = None, by_opd: bool = True) -> Matrix:
    """A map of rows A, B, C … and columns Satu, Dua, without a database."""
    names = ("Satu", "Dua")[: len(lines[0]) if lines else len(total or [])]
    columns = tuple(Column(Field(short_name=name), ()) for name in names)
    rows = tuple(Line(letter, None, tuple(row)) for letter, row in zip("ABCDEF", lines, strict=False))
    whole = Line("Kota Contoh", None, tuple(total or [NONE] * len(names)))
    return Matrix(Filters(Scope(()), {}, year=2026), columns, rows, whole, by_opd, ())


COLUMN = [
    ([], "Belum ada target 2026 untuk Satu.", "There is no 2026 target for Satu yet."),
    ([NONE], "Belum ada target 2026 untuk Satu.", "There is no 2026 target for Satu yet."),
    ([OPEN, NONE], "Belum ada target 2026 untuk Satu.", "There is no 2026 target for Satu yet."),
    ([MET], "Semua OPD (1) mencapai target Satu.", "All OPD (1) reach the Satu target."),
    ([MET, MET, OPEN], "Semua OPD (2) mencapai target Satu.", "All OPD (2) reach the Satu target."),
    (
        [SHORT],
        "1 dari 1 OPD di bawah target Satu. Terjauh: A (−30).",
        "1 of 1 OPD is below the Satu target. Furthest behind: A (−30).",
    ),
    (
        [MET, SHORT, Figure(10, 1, 80), NONE],
        "2 dari 3 OPD di bawah target Satu. Terjauh: C (−70).",
        "2 of 3 OPD are below the Satu target. Furthest behind: C (−70).",
    ),
    (
        [SHORT, SHORT],
        "2 dari 2 OPD di bawah target Satu. Terjauh: A (−30).",
        "2 of 2 OPD are below the Satu target. Furthest behind: A (−30).",
    ),
    (
        [Figure(3, 1, 66.67)],
        "1 dari 1 OPD di bawah target Satu. Terjauh: A (−33,3).",
        "1 of 1 OPD is below the Satu target. Furthest behind: A (−33.3).",
    ),
]


@pytest.mark.parametrize(("figures", "indonesian", "english"), COLUMN)
def test_a_column_in_both_languages(figures, indonesian, english):
    found = matrix(*([figure] for figure in figures), total=[NONE])

    assert column_sentence(found, 0) == indonesian
    with override("en"):
        assert column_sentence(found, 0) == english


@pytest.mark.parametrize(
    ("figure", "english"),
    [
        (NONE, "nothing is required"),
        (OPEN, "5 of 10 requirements met"),
        (MET, "8 of 10 requirements met, reaches the target of 80 %"),
        (
            Figure(1000, 1, 75.5, ("A", "B")),
            "1 of 1,000 requirements met, below the target of 75.5 %, only one person masters A, B",
        ),
    ],
)
def test_a_cell_is_said_in_english(figure, english):
    with override("en"):
        assert figure_sentence(figure) == english


@pytest.mark.parametrize(
    ("figure", "indonesian", "english"),
    [
        (
            NONE,
            "Belum ada kompetensi yang dipersyaratkan di Kota Contoh.",
            "No skills are required in Kota Contoh yet.",
        ),
        (
            Figure(1, 0),
            "0 dari 1 persyaratan kompetensi di Kota Contoh terpenuhi (0 %).",
            "0 of 1 skill requirements in Kota Contoh are met (0 %).",
        ),
        (
            Figure(6000, 1000),
            "1.000 dari 6.000 persyaratan kompetensi di Kota Contoh terpenuhi (16,7 %).",
            "1,000 of 6,000 skill requirements in Kota Contoh are met (16.7 %).",
        ),
        (
            Figure(7, 7, 50),
            "7 dari 7 persyaratan kompetensi di Kota Contoh terpenuhi (100 %).",
            "7 of 7 skill requirements in Kota Contoh are met (100 %).",
        ),
    ],
)
def test_the_state_of_the_whole_in_both_languages(figure, indonesian, english):
    assert state_sentence(matrix(), figure) == indonesian
    with override("en"):
        assert state_sentence(matrix(), figure) == english


@pytest.mark.parametrize(
    ("total", "indonesian", "english"),
    [
        ([NONE, OPEN], "Belum ada target tahun 2026.", "There is no target for 2026 yet."),
        (
            [SHORT, OPEN],
            "Target 2026 belum tercapai di satu bidang pun.",
            "The 2026 target has not been reached in any field.",
        ),
        (
            [SHORT, MET],
            "Target 2026 tercapai di 1 dari 2 bidang: Dua.",
            "The 2026 target has been reached in 1 of 2 fields: Dua.",
        ),
        (
            [MET, OPEN],
            "Target 2026 tercapai di 1 dari 1 bidang: Satu.",
            "The 2026 target has been reached in 1 of 1 fields: Satu.",
        ),
        (
            [MET, MET],
            "Target 2026 tercapai di 2 dari 2 bidang: Satu, Dua.",
            "The 2026 target has been reached in 2 of 2 fields: Satu, Dua.",
        ),
    ],
)
def test_what_was_reached_in_both_languages(total, indonesian, english):
    found = matrix(total=total)

    assert reached_sentence(found) == indonesian
    with override("en"):
        assert reached_sentence(found) == english


SPRING, SUMMER = date(2026, 3, 31), date(2026, 6, 30)
UNKNOWN = "Belum ada angka triwulan lalu untuk dibandingkan."


@pytest.mark.parametrize(
    ("now", "past", "sentence"),
    [
        (OPEN, [], UNKNOWN),
        (NONE, [(SUMMER, OPEN)], UNKNOWN),
        (OPEN, [(SUMMER, NONE)], UNKNOWN),
        (OPEN, [(SUMMER, OPEN)], "Capaian sama dengan 30 Jun 2026."),
        (Figure(1000, 501), [(SUMMER, OPEN)], "Dibanding 30 Jun 2026, capaian naik 0,1 poin."),
        (Figure(1000, 499), [(SUMMER, OPEN)], "Dibanding 30 Jun 2026, capaian turun 0,1 poin."),
        (Figure(10_000, 5001), [(SUMMER, OPEN)], "Capaian sama dengan 30 Jun 2026."),
        (MET, [(SPRING, MET), (SUMMER, OPEN)], "Dibanding 30 Jun 2026, capaian naik 30 poin."),
        (MET, [(SPRING, OPEN), (SUMMER, NONE)], "Dibanding 31 Mar 2026, capaian naik 30 poin."),
        (Figure(10, 0), [(SUMMER, Figure(10, 10))], "Dibanding 30 Jun 2026, capaian turun 100 poin."),
    ],
)
def test_today_beside_the_last_quarter_that_is_known(now, past, sentence):
    assert trend_sentence(now, past) == sentence


@pytest.mark.parametrize(
    ("now", "english"),
    [
        (MET, "Compared with 31 Mar 2026, coverage rose by 30 points."),
        (OPEN, "Coverage is the same as on 31 Mar 2026."),
        (Figure(10, 4), "Compared with 31 Mar 2026, coverage fell by 10 points."),
        (NONE, "There is no figure of the last quarter to compare with."),
    ],
)
def test_the_trend_is_said_in_english(now, english):
    with override("en"):
        assert trend_sentence(now, [(SPRING, OPEN)]) == english


@pytest.mark.parametrize(
    ("lines", "by_opd", "sentence"),
    [
        ([], True, "Tidak ada OPD yang bergantung pada satu orang saja."),
        ([[MET, MET]], False, "Tidak ada unit yang bergantung pada satu orang saja."),
        ([[ALONE, ALONE]], True, "Di 1 OPD, ada kompetensi wajib yang hanya dikuasai satu orang."),
        (
            [[MET, ALONE], [ALONE, MET], [MET, MET]],
            False,
            "Di 2 unit, ada kompetensi wajib yang hanya dikuasai satu orang.",
        ),
    ],
)
def test_units_that_lean_on_one_person(lines, by_opd, sentence):
    assert fragile_sentence(matrix(*lines, total=[NONE, NONE], by_opd=by_opd)) == sentence


def test_the_fragile_sentence_does_not_count_the_whole():
    assert fragile_sentence(matrix(total=[ALONE])) == "Tidak ada OPD yang bergantung pada satu orang saja."


@pytest.mark.parametrize(
    ("lines", "index"),
    [
        ([[SHORT, MET], [MET, MET]], 0),
        ([[MET, SHORT], [MET, MET]], 1),
        ([[SHORT, SHORT], [MET, SHORT]], 1),
        ([[SHORT, SHORT]], 0),
        ([[MET, OPEN], [NONE, NONE]], None),
        ([], None),
    ],
)
def test_the_worst_column_is_the_first_with_most_rows_below(lines, index):
    assert worst_column(matrix(*lines, total=[NONE, NONE])) == index


def test_only_rows_with_a_target_and_something_required_are_measured():
    found = matrix([MET], [SHORT], [OPEN], [NONE])

    assert [line.label for line, _ in measured(found, 0)] == ["A", "B"]
    assert [line.label for line, _ in behind(found, 0)] == ["B"]


def test_rows_that_are_equally_far_behind_keep_their_order():
    found = matrix([SHORT], [Figure(10, 1, 80)], [SHORT], [Figure(20, 10, 80)])

    assert [line.label for line, _ in behind(found, 0)] == ["B", "A", "C", "D"]


@pytest.mark.parametrize(("by_opd", "word"), [(True, "Dinas"), (False, "unit")])
def test_rows_that_are_no_opds_are_units_whatever_the_city_calls_those(settings, by_opd, word):
    settings.PIAWAI_UNIT_WORD = "Dinas"

    assert unit_word(matrix(by_opd=by_opd)) == word


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (999, "999"), (1000, "1.000"), (1_234_567, "1.234.567")]
)
def test_numbers_are_grouped(value, text):
    assert number(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(-0.04, "−0"), (0.04, "+0"), (-99.95, "−100"), (-1234.5, "−1.234,5")]
)
def test_points_are_rounded_to_one_decimal(value, text):
    assert points(value) == text
