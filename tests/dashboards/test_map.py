from urllib.parse import parse_qsl, urlsplit

import pytest

from lms.dashboards.map import address, shown_heads, shown_lines, shown_total
from lms.dashboards.queries.coverage import Matrix, coverage_matrix
from lms.dashboards.queries.gaps import Gaps
from tests import factories as make
from tests.dashboards.world import World

pytestmark = pytest.mark.django_db
MAP, GAPS = "/dasbor/cakupan/", "/dasbor/kesenjangan/"


@pytest.fixture
def world(db) -> World:
    world = World()
    world.person(world.root)
    world.person(world.health)
    world.person(world.clinic, world.phishing)
    return world.count()


def matrix(world: World, viewer=None, **asked) -> Matrix:
    return coverage_matrix(world.filters(viewer, **asked))


def urls(world: World, viewer=None, **asked) -> dict[str, tuple[str, str]]:
    """Where each row leads, and its first cell."""
    found = matrix(world, viewer, **asked)
    lines = [*shown_lines(found), shown_total(found)]
    return {line.label: (line.url, line.cells[0].url) for line in lines}


def test_over_all_opds_rows_open_and_cells_lead_to_their_gaps(world: World):
    health, roads, root = world.health.pk, world.roads.pk, world.root.pk

    assert urls(world) == {
        "Dinas Kesehatan": (f"{MAP}?opd={health}", f"{GAPS}?opd={health}&bidang=keamanan"),
        "Dinas Jalan": (f"{MAP}?opd={roads}", ""),
        "Di luar OPD": ("", ""),
        "Kota Contoh": ("", f"{GAPS}?opd={root}&bidang=keamanan"),
    }


def test_inside_an_opd_its_own_row_leads_to_those_directly_in_it(world: World):
    health, clinic = world.health.pk, world.clinic.pk

    assert urls(world, opd=str(health)) == {
        "Langsung di Dinas Kesehatan": ("", f"{GAPS}?opd={health}&langsung=1&bidang=keamanan"),
        "Puskesmas": (f"{MAP}?opd={clinic}", f"{GAPS}?opd={clinic}&bidang=keamanan"),
        "Dinas Kesehatan": ("", f"{GAPS}?opd={health}&bidang=keamanan"),
    }


def test_cells_of_skills_lead_to_the_skill_and_keep_the_field(world: World):
    found = urls(world, bidang="keamanan")["Dinas Kesehatan"]

    pk = world.health.pk
    assert found == (f"{MAP}?bidang=keamanan&opd={pk}", f"{GAPS}?bidang=keamanan&opd={pk}&skill=KS-01")


def test_whoever_has_two_opds_goes_into_each(world: World):
    head = world.head_of(world.health)
    make.grant(head, "opd_head", world.roads)

    found = urls(world, head)

    assert found["Seluruh lingkup Anda"] == ("", f"{GAPS}?bidang=keamanan")
    assert found["Dinas Kesehatan"][0] == f"{MAP}?opd={world.health.pk}"


def test_heads_of_fields_open_and_heads_of_skills_do_not(world: World):
    fields = [head.url for head in shown_heads(matrix(world))]
    skills = [head.url for head in shown_heads(matrix(world, bidang="keamanan"))]

    assert fields == [f"{MAP}?bidang=keamanan", f"{MAP}?bidang=awan"]
    assert skills == ["", ""]


@pytest.mark.parametrize(
    ("changes", "query"),
    [
        ({}, "peran=pengguna&tahun=2027"),
        ({"opd": 7}, "peran=pengguna&tahun=2027&opd=7"),
        ({"peran": ""}, "tahun=2027"),
        ({"tahun": "2028"}, "peran=pengguna&tahun=2028"),
        ({"skill": "A&B=C"}, "peran=pengguna&tahun=2027&skill=A%26B%3DC"),
    ],
)
def test_an_address_keeps_what_was_asked_and_changes_the_rest(world: World, changes, query):
    found = matrix(world, peran="pengguna", tahun="2027")

    assert address("coverage", found, **changes) == f"{MAP}?{query}"


def test_every_cell_says_its_figure_in_words(world: World):
    line = next(shown_lines(matrix(world)))

    assert [cell.words for cell in line.cells] == [
        "1 dari 4 persyaratan terpenuhi, hanya satu orang menguasai KS-01",
        "0 dari 2 persyaratan terpenuhi",
    ]


@pytest.mark.parametrize(
    "asked", [{}, {"bidang": "awan"}, {"peran": "pengguna"}, {"tahun": "2027"}, {"opd": "health"}]
)
def test_every_address_of_the_map_leads_to_the_figure_it_stands_under(world: World, asked: dict):
    asked = asked | {name: str(world.health.pk) for name in asked if name == "opd"}
    lines = shown_lines(matrix(world, **asked))

    cells = [cell for line in lines for cell in line.cells if cell.url]
    found = [Gaps(world.filters(**dict(parse_qsl(urlsplit(cell.url).query))), world.hr) for cell in cells]
    assert [gaps.count() for gaps in found] == [cell.figure.missing for cell in cells]
    assert cells
