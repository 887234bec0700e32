from datetime import date

import pytest
from django.http import Http404
from django.utils import timezone

from lms.dashboards.queries.jp import year_of
from lms.dashboards.queries.jp_units import Sums, jp_people, jp_table, walked
from tests import factories as make
from tests.dashboards.jp_world import THIS_YEAR, credit
from tests.dashboards.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db) -> World:
    """In health one who has 20 JP, one who will, one who won't, and a PPPK; on the roads one without any."""
    world = World()
    world.done, world.soon, world.late = (world.person(world.health, name=name) for name in "ABC")
    world.other = world.person(world.clinic, name="D", employment_status="PPPK")
    world.away = world.person(world.roads, name="E")
    credit(world.done, 20)
    for person in (world.soon, world.late, world.other):
        credit(person, 10)
    duty(world.soon, 10)
    duty(world.late, 9)
    return world.count()


def duty(person, jp: int) -> None:
    make.enrolment(user=person, course=make.course(jp=jp), source="mandate", due_at=timezone.now())


def lines(world, viewer=None, **asked) -> dict[str, Sums]:
    table = jp_table(world.filters(viewer, **asked))
    return {line.label: line.sums for line in (*table.lines, table.whole)}


def names(world, viewer=None, **asked) -> str:
    return "".join(person.name for person in jp_people(world.filters(viewer, **asked), viewer or world.hr))


def test_each_opd_counts_its_own_people(world):
    assert lines(world) == {
        "Dinas Kesehatan": Sums(staff=4, bound=3, reached=1, likely=2, total=50),
        "Dinas Jalan": Sums(staff=1, bound=1),
        "Kota Contoh": Sums(staff=5, bound=4, reached=1, likely=2, total=50),
    }


def test_within_an_opd_its_units_are_compared(world):
    found = lines(world, opd=str(world.health.pk))

    assert found.keys() == {"Langsung di Dinas Kesehatan", "Puskesmas", "Dinas Kesehatan"}
    assert (found["Puskesmas"].total, found["Langsung di Dinas Kesehatan"].total) == (10, 40)


def test_a_line_says_who_is_missing_and_who_stays_behind(world):
    line = jp_table(world.filters()).whole

    assert (line.missing, line.behind, line.share, line.average) == (3, 2, 25, 10)


def test_where_nobody_has_the_duty_there_is_no_share(world):
    line = jp_table(world.filters(opd=str(world.clinic.pk))).whole

    assert (line.share, line.average) == (None, 10)


def test_a_past_year_has_its_own_sums_and_no_forecast(world):
    credit(world.away, 20, date(THIS_YEAR - 1, 5, 4))

    table = jp_table(world.filters(tahun=str(THIS_YEAR - 1)))

    assert (table.running, table.whole.sums) == (False, Sums(staff=5, bound=4, reached=1, likely=1, total=20))


def test_the_city_may_set_another_duty(world, settings):
    settings.PIAWAI_JP_TARGET = 10

    assert lines(world)["Kota Contoh"].reached == 3


@pytest.mark.parametrize(
    ("capai", "who"), [("", "ABCDE"), ("sudah", "A"), ("belum", "BCE"), ("terancam", "CE")]
)
def test_a_number_leads_to_as_many_people(world, capai, who):
    line = jp_table(world.filters()).whole
    numbers = {
        "": line.sums.staff,
        "sudah": line.sums.reached,
        "belum": line.missing,
        "terancam": line.behind,
    }

    assert (names(world, capai=capai), numbers[capai]) == (who, len(who))


def test_a_person_in_the_list_has_the_jp_of_their_page(world):
    for person in jp_people(world.filters(), world.hr):
        assert person.jp == year_of(person, THIS_YEAR).recognised


def test_direct_leaves_out_what_is_below(world):
    assert names(world, opd=str(world.health.pk), langsung="1") == "ABC"


def test_the_head_of_an_opd_sees_its_people_only(world):
    head = world.head_of(world.health)

    assert names(world, head) == "ABCD"
    assert "Dinas Jalan" not in lines(world, head)
    with pytest.raises(Http404):
        world.filters(head, opd=str(world.roads.pk))


@pytest.mark.parametrize("asked", [{"capai": "x"}, {"tahun": "0000"}, {"tahun": "x"}])
def test_what_cannot_be_is_not_found(world, asked):
    with pytest.raises(Http404):
        jp_people(world.filters(**asked), world.hr)


def test_whoever_is_not_counted_is_in_no_number(world):
    make.posting(unit=world.health, user=make.user(name="Z", employment_status="NON_ASN"))
    world.count()

    assert (names(world), lines(world)["Kota Contoh"].staff) == ("ABCDE", 5)


def test_all_people_are_walked_in_order_and_in_parts(world, monkeypatch):
    monkeypatch.setattr("lms.dashboards.queries.jp_units.CHUNK", 2)

    found = list(walked(jp_people(world.filters(), world.hr)))

    assert "".join(person.name for person in found) == "ABCDE"
    assert [person.posts_now[0].unit for person in found][3] == world.clinic


def test_the_table_costs_two_queries(world, django_assert_num_queries):
    filters = world.filters()

    with django_assert_num_queries(2):
        jp_table(filters)
