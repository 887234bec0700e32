import pytest

from lms.dashboards.figures import Figure
from lms.dashboards.queries.coverage import coverage_matrix
from lms.dashboards.sentences import column_sentence, figure_sentence, points, worst_column
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
