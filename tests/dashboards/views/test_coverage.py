import pytest
from django.urls import reverse

from tests.clients import signed_in
from tests.dashboards.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db) -> World:
    world = World()
    world.promise(world.root, world.safety, 60)
    world.person(world.health, world.phishing)
    world.person(world.clinic, world.phishing)
    world.person(world.roads)
    return world.count()


def page(world: World, viewer=None, **asked) -> str:
    return signed_in(viewer or world.hr).get(reverse("coverage"), asked).content.decode()


def test_the_map_is_a_table_with_caption_and_scopes(world: World):
    html = page(world)

    assert html.count("<caption") == 1
    assert (html.count('scope="col"'), html.count('scope="row"')) == (3, 4)


def test_a_cell_has_number_symbol_words_and_a_way_to_the_gap_list(world: World):
    html = page(world)

    address = f"/dasbor/kesenjangan/?opd={world.health.pk}&amp;bidang=keamanan"
    words = "2 dari 4 persyaratan terpenuhi, di bawah target 60 %"
    link = f'<a href="{address}">50 %<span class="sr-only">, {words}</span></a>'
    assert html.count(f'<td class="number map-below">{link} <span aria-hidden="true">▲</span></td>') == 1


def test_a_skill_on_one_persons_shoulders_is_marked(world: World):
    world.person(world.roads, world.passwords)

    html = page(world.count())

    assert html.count('<span class="map-alone" aria-hidden="true">!1</span>') == 2


def test_the_sentence_names_the_farthest(world: World):
    html = page(world)

    assert html.count("2 dari 2 OPD di bawah target Keamanan. Terjauh: Dinas Jalan (−60).") == 2


def test_filters_stay_in_every_address(world: World):
    html = page(world, peran="pengguna")

    assert f"/dasbor/cakupan/?peran=pengguna&amp;opd={world.health.pk}" in html


def test_the_chosen_filters_are_chosen_in_the_form(world: World):
    html = page(world, bidang="awan", opd=str(world.health.pk))

    assert '<option value="awan" selected>' in html
    assert f'<option value="{world.health.pk}" selected>' in html


def test_the_numbers_of_the_picture_are_those_of_the_last_row(world: World):
    html = page(world)

    assert "Keamanan 33,3 % · target 60 %" in html


def test_a_year_without_a_promise_shows_no_target(world: World):
    html = page(world, tahun="2001")

    assert "Belum ada target 2001 untuk Keamanan." in html


def test_an_empty_choice_says_why(world: World):
    assert "Belum ada yang dapat dihitung" in page(world, peran="pengelola")


def test_without_a_framework_the_page_says_what_to_do():
    html = page(bare())

    assert "Kerangka kompetensi belum dimuat" in html


def bare() -> World:
    world = World()
    for field in (world.safety, world.cloud):
        field.skills.all().delete()
    return world


def test_the_head_of_an_opd_sees_only_its_own_rows(world: World):
    html = page(world, world.head_of(world.health))

    assert ("Puskesmas" in html, "Dinas Jalan" in html) == (True, False)


@pytest.mark.parametrize("people", [1, 40])
def test_the_page_costs_the_same_queries_whatever_the_staff(
    world: World, people: int, django_assert_num_queries
):
    for _ in range(people):
        world.person(world.roads)
    client = signed_in(world.count().hr)

    with django_assert_num_queries(11):
        client.get(reverse("coverage"))


def test_the_page_of_one_opd_and_field_costs_no_more_than_fifteen(world: World, django_assert_num_queries):
    client = signed_in(world.hr)

    with django_assert_num_queries(13):
        client.get(reverse("coverage"), {"opd": world.health.pk, "bidang": "keamanan", "peran": "pengguna"})
