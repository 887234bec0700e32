import pytest
from django.urls import reverse

from tests.clients import signed_in
from tests.dashboards.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db) -> World:
    world = World()
    world.person(world.health, world.phishing, name="Aminah")
    return world.count()


def page(world: World, viewer=None, **asked) -> str:
    return signed_in(viewer or world.hr).get(reverse("gaps"), asked).content.decode()


def test_the_head_line_says_the_number_of_the_map(world: World):
    assert "2 persyaratan belum terpenuhi" in page(world)


def test_a_row_says_what_is_held_and_what_is_needed(world: World):
    assert "tingkat 0, perlu 2" in page(world)


def test_people_can_be_picked_and_sent_to_an_assignment(world: World):
    html = page(world, skill="KS-02")

    user = world.health.postings.get().user
    assert f'<form method="get" action="{reverse("mandate_new")}"' in html
    assert f'<input type="checkbox" name="person" value="{user.pk}"' in html
    assert f'<input type="hidden" name="skill" value="{world.passwords.pk}">' in html


def test_somebody_who_may_not_assign_gets_no_boxes(world: World):
    html = page(world, world.head_of(world.health))

    assert ("Aminah" in html, "checkbox" in html, "Tugaskan pelatihan" in html) == (True, False, False)


def test_the_full_number_of_a_person_is_not_shown(world: World):
    user = world.health.postings.get().user
    user.nip = "199001012015011901"
    user.save()

    html = page(world)

    assert ("199001012015011901" in html, user.masked_nip in html) == (False, True)


def test_a_list_without_gaps_leads_back_to_the_map(world: World):
    html = page(world, skill="KS-01")

    assert "Tidak ada kesenjangan di sini" in html
    assert f'href="{reverse("coverage")}"' in html


def test_a_script_in_a_name_is_inert(world: World):
    world.person(world.health, name="<script>alert(1)</script>")

    assert "<script>alert(1)" not in page(world.count())


def test_pages_keep_the_filters(world: World):
    for _ in range(26):
        world.person(world.health, world.phishing, world.storage)

    html = page(world.count(), skill="KS-02")

    assert "?skill=KS-02&amp;halaman=2" in html


@pytest.mark.parametrize("number", ["0", "999", "abc"])
def test_a_page_that_does_not_exist_gives_the_nearest(world: World, number: str):
    assert "Aminah" in page(world, halaman=number)


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_costs_the_same_queries_for_one_and_for_three(
    world: World, people: int, django_assert_num_queries
):
    for _ in range(people):
        world.person(world.health)
    client = signed_in(world.count().hr)

    with django_assert_num_queries(14):
        client.get(reverse("gaps"))
