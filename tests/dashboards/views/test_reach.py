"""Who reaches which unit, through every page and every export: one's own, those below, nothing else."""

import pytest
from django.test import Client
from django.urls import reverse

from lms.core.models import Job
from lms.people.enums import Role
from tests import factories as make
from tests.clients import signed_in
from tests.dashboards.world import World, yesterday

pytestmark = pytest.mark.django_db
READ, ASK = ("coverage", "gaps"), ("export_coverage", "export_gaps")


@pytest.fixture
def world(db) -> World:
    world = World()
    world.section = make.unit(name="Bagian Umum", kind="bagian", parent=world.root)
    world.ended = make.unit(name="Puskesmas Lama", kind="uptd", parent=world.health, valid_until=yesterday())
    for number, unit in enumerate((world.root, world.health, world.clinic, world.roads, world.section)):
        world.person(unit, name=f"Pegawai {number}")
    return world.count()


def viewer(world: World, who: str) -> Client:
    if who == "anonymous":
        return Client()
    person = make.user(employment_status="NON_ASN")
    if who != "learner":
        role, _, place = who.partition("@")
        make.grant(person, Role(role), getattr(world, place or "root"))
    return signed_in(person)


REACH = {
    "hr": {"root", "health", "clinic", "ended", "roads", "section"},
    "hr@health": {"health", "clinic", "ended"},
    "opd_head@health": {"health", "clinic", "ended"},
    "opd_head@clinic": {"clinic"},
    "opd_head@ended": {"ended"},
    "opd_head@section": {"section"},
}
UNITS = ("root", "health", "clinic", "ended", "roads", "section")


@pytest.mark.parametrize("who", REACH)
@pytest.mark.parametrize("name", READ)
def test_pages_show_units_within_reach_and_no_other(world: World, who: str, name: str):
    client = viewer(world, who)

    codes = {unit: client.get(reverse(name), {"opd": getattr(world, unit).pk}).status_code for unit in UNITS}

    assert codes == {unit: 200 if unit in REACH[who] else 404 for unit in UNITS}


@pytest.mark.parametrize("who", REACH)
@pytest.mark.parametrize("name", ASK)
def test_exports_are_promised_for_units_within_reach_and_no_other(world: World, who: str, name: str):
    client = viewer(world, who)

    codes = {unit: client.post(reverse(name), {"opd": getattr(world, unit).pk}).status_code for unit in UNITS}

    assert codes == {unit: 302 if unit in REACH[who] else 404 for unit in UNITS}
    assert Job.objects.count() == len(REACH[who])


OUTSIDE = {"anonymous": 302, "learner": 403, "leader": 403, "lecturer": 403, "reviewer": 403, "operator": 403}


@pytest.mark.parametrize("who", OUTSIDE)
@pytest.mark.parametrize("asked", [{}, {"opd": "health"}, {"opd": "x"}, {"bidang": "\0"}])
def test_whoever_may_not_look_learns_nothing_from_an_address(world: World, who: str, asked: dict):
    client = viewer(world, who)
    asked = {name: getattr(getattr(world, text, None), "pk", text) for name, text in asked.items()}

    codes = {client.get(reverse(name), asked).status_code for name in READ}
    codes |= {client.post(reverse(name), asked).status_code for name in ASK}

    assert (codes, Job.objects.count()) == ({OUTSIDE[who]}, 0)


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize(
    "asked",
    [
        {"opd": "9" * 18},
        {"opd": "9" * 40},
        {"opd": "1\0"},
        {"opd": "-1"},
        {"bidang": "a" * 5000},
        {"bidang": "keamanan\0"},
        {"skill": "\0"},
        {"skill": "'; DROP TABLE"},
        {"peran": "hr"},
    ],
)
def test_values_that_make_no_sense_are_not_found(world: World, name: str, asked: dict):
    assert viewer(world, "hr").get(reverse(name), asked).status_code == 404


@pytest.mark.parametrize(
    ("who", "people"),
    [
        ("hr", {0, 1, 2, 3, 4}),
        ("opd_head@health", {1, 2}),
        ("opd_head@clinic", {2}),
        ("opd_head@roads", {3}),
        ("opd_head@section", {4}),
        ("opd_head@ended", set()),
    ],
)
def test_the_list_names_people_within_reach_and_nobody_else(world: World, who: str, people: set[int]):
    html = viewer(world, who).get(reverse("gaps")).content.decode()

    assert {number for number in range(5) if f"Pegawai {number}" in html} == people


@pytest.mark.parametrize(
    ("who", "rows"),
    [
        ("hr", {"Dinas Kesehatan", "Dinas Jalan", "Di luar OPD"}),
        ("opd_head@health", {"Langsung di Dinas Kesehatan", "Puskesmas"}),
        ("opd_head@clinic", {"Langsung di Puskesmas"}),
        ("opd_head@section", {"Di luar OPD"}),
    ],
)
def test_the_map_has_rows_within_reach_and_no_other(world: World, who: str, rows: set[str]):
    lines = viewer(world, who).get(reverse("coverage")).context["lines"]

    assert {line.label for line in lines} == rows


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("hr", {"Dinas Kesehatan", "Dinas Jalan"}),
        ("opd_head@health", {"Dinas Kesehatan", "Puskesmas", "Puskesmas Lama"}),
        ("opd_head@clinic", {"Puskesmas"}),
    ],
)
@pytest.mark.parametrize("name", READ)
def test_filters_offer_units_within_reach_and_no_other(world: World, name: str, who: str, offered: set[str]):
    units = viewer(world, who).get(reverse(name)).context["units"]

    assert {unit.name for unit in units} == offered


@pytest.mark.parametrize("name", READ)
def test_a_right_that_is_taken_away_closes_the_page_at_once(world: World, name: str):
    head = world.head_of(world.health)
    client = signed_in(head)
    before = client.get(reverse(name)).status_code

    head.grants.all().delete()

    assert (before, client.get(reverse(name)).status_code) == (200, 403)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_with_every_filter_costs_the_same_for_one_and_for_three(
    world: World, rows: int, django_assert_num_queries
):
    for _ in range(rows):
        world.person(world.clinic)
    client = signed_in(world.count().hr)
    asked = {"opd": world.clinic.pk, "skill": "KS-01", "peran": "pengguna"}

    with django_assert_num_queries(17):
        client.get(reverse("gaps"), asked)
