import pytest
from django.urls import reverse

from lms.core.templatetags.say import decimal
from lms.skills.actions.points import record_points
from tests.clients import signed_in
from tests.dashboards.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db) -> World:
    world = World()
    for field in (world.safety, world.cloud):
        world.promise(world.root, field, 60)
    world.person(world.health, world.phishing, name="Aminah")
    world.person(world.roads, name="Zainal")
    return world.count()


def page(world: World, viewer=None) -> str:
    return signed_in(viewer or world.leader()).get(reverse("leader")).content.decode()


def test_there_are_five_sentences_and_a_picture_with_its_table(world: World):
    html = page(world)

    assert html.split("leader-sentences")[1].split("</ol>")[0].count("<li>") == 5
    assert ("<polyline" in html, "Persyaratan terpenuhi, dalam persen" in html) == (True, True)


def test_no_person_is_named(world: World):
    html = page(world)

    assert ("Aminah" in html, "Zainal" in html) == (False, False)


def test_whom_to_call_is_said_with_what_is_missing(world: World):
    html = page(world)

    assert "Keamanan: 0 % dari target 60 %. 2 persyaratan belum terpenuhi." in html


def test_a_leader_is_not_sent_to_the_map(world: World):
    assert "Buka peta cakupan" not in page(world)


def test_hr_is_sent_to_the_map(world: World):
    assert "Buka peta cakupan" in page(world, world.hr)


def test_the_head_of_an_opd_sees_its_own(world: World):
    html = page(world, world.head_of(world.roads))

    assert ("Keterampilan digital Dinas Jalan" in html, "Kesehatan" in html) == (True, False)


def test_an_empty_city_says_whom_to_ask():
    assert "Hubungi BKPSDM" in page(World())


@pytest.mark.parametrize("people", [1, 40])
def test_the_page_costs_the_same_queries_whatever_the_staff(
    world: World, people: int, django_assert_num_queries
):
    for _ in range(people):
        world.person(world.roads)
    record_points()
    client = signed_in(world.count().leader())

    with django_assert_num_queries(17):
        client.get(reverse("leader"))


def test_independence_is_said_with_the_lowest_and_the_value_of_its_page(world: World):
    world.person(world.roads)
    world.person(world.health, world.phishing, world.passwords, world.storage)
    client = signed_in(world.count().leader())

    said = client.get(reverse("leader")).context["summary"].sentences[-1]
    found = client.get(reverse("independence")).context["found"]

    lowest = found.rows[-1]
    assert said.endswith(
        f"{world.root.label} {decimal(found.whole.value, 0)} dari 100; terendah Dinas Jalan"
        f" ({decimal(lowest.score.value, 0)})."
    )


def test_one_opd_alone_is_not_called_the_lowest(world: World):
    client = signed_in(world.head_of(world.health))

    said = client.get(reverse("leader")).context["summary"].sentences[-1]
    assert "Nilai kemandirian" in said
    assert "terendah" not in said
