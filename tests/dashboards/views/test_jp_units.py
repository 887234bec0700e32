import pytest
from django.urls import reverse
from django.utils import timezone

from lms.people.enums import Role
from tests import factories as make
from tests.clients import signed_in
from tests.dashboards.jp_world import THIS_YEAR, credit
from tests.dashboards.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db) -> World:
    world = World()
    world.amira = world.person(world.health, name="Amira")
    credit(world.amira, 20)
    world.bayu = world.person(world.roads, name="Bayu")
    return world.count()


def html(viewer, name, **asked) -> str:
    return " ".join(signed_in(viewer).get(reverse(name), asked).content.decode().split())


def test_the_page_says_how_far_the_city_has_come(world):
    assert "1 dari 2 PNS sudah mencapai 20 JP." in html(world.hr, "jp")


def test_a_number_of_the_table_leads_to_its_people(world):
    link = f"{reverse('jp_staff')}?opd={world.health.pk}&amp;tahun={THIS_YEAR}&amp;capai=sudah"

    assert link in html(world.hr, "jp")
    assert "Amira" in html(world.hr, "jp_staff", opd=world.health.pk, capai="sudah")
    assert "Bayu" not in html(world.hr, "jp_staff", opd=world.health.pk, capai="sudah")


def test_a_person_of_the_list_leads_to_their_entries(world):
    url = reverse("jp_person", args=[world.amira.pk])

    assert f"{url}?tahun={THIS_YEAR}#catatan" in html(world.hr, "jp_staff")


def test_the_state_of_a_person_is_said_in_words(world):
    make.enrolment(user=world.bayu, course=make.course(jp=20), source="mandate", due_at=timezone.now())
    world.person(world.roads, name="Citra", employment_status="PPPK")
    world.person(world.roads, name="Dewi")
    world.count()

    text = html(world.hr, "jp_staff")

    assert [
        word in text for word in ("terpenuhi", "cukup bila wajib selesai", "tanpa kewajiban", "kurang")
    ] == [True] * 4


def test_hr_sees_how_many_trainings_wait(world):
    make.other_training(user=world.bayu)

    assert "1 pelatihan lain menunggu diperiksa" in html(world.hr, "jp")


def test_a_head_is_not_led_to_what_only_hr_decides(world):
    head = world.head_of(world.health)

    assert reverse("trainings") not in html(head, "jp")


def test_a_head_begins_with_the_own_opd(world):
    text = html(world.head_of(world.health), "jp")

    assert (f"JP tahun {THIS_YEAR}: Dinas Kesehatan" in text, "Dinas Jalan" in text) == (True, False)


@pytest.mark.parametrize("name", ["jp", "jp_staff"])
@pytest.mark.parametrize("asked", [{"opd": "0"}, {"opd": "x"}, {"tahun": "0000"}, {"tahun": "\0"}])
def test_what_is_not_there_is_not_found(world, name, asked):
    assert signed_in(world.hr).get(reverse(name), asked).status_code == 404


def test_a_unit_of_somebody_else_is_not_found(world):
    client = signed_in(world.head_of(world.health))

    answers = [client.get(reverse(name), {"opd": world.roads.pk}).status_code for name in ("jp", "jp_staff")]

    assert answers == [404, 404]


def test_an_empty_city_says_so():
    hr = make.user()
    make.grant(hr, Role.HR, make.city())

    assert "Belum ada pegawai terhitung di sini" in html(hr, "jp")
    assert "Tidak ada pegawai di pilihan ini" in html(hr, "jp_staff")


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("jp", 8), ("jp_staff", 8)])
def test_a_page_costs_the_same_for_any_number(world, count, name, queries, django_assert_num_queries):
    for _ in range(count):
        credit(world.person(make.unit(parent=world.root)), 3)
    world.count()
    client = signed_in(world.hr)
    client.get(reverse(name))

    with django_assert_num_queries(queries):
        client.get(reverse(name))


def test_bars_are_drawn_with_numbers_that_a_browser_understands(world):
    world.person(world.health, name="Citra")
    world.count()

    assert 'width="50.0"' in html(world.hr, "jp")
