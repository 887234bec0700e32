from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from courses.models import CourseSkill
from lms.dashboards.queries import gaps
from lms.dashboards.queries.gaps import Gaps
from tests import factories as make
from tests.dashboards.world import World
from tests.skills.universe import prove

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def world(db) -> World:
    return World()


def gaps_of(world: World, viewer=None, **asked) -> list:
    return list(Gaps(world.count().filters(viewer, **asked), viewer or world.hr))


def teaches(skill, level: int = 2, **fields):
    course = make.course(**fields)
    CourseSkill.objects.create(course=course, skill=skill, level=level)
    return course


def test_one_row_for_each_person_and_skill_that_is_missing(world: World):
    user = world.person(world.health, world.phishing)

    rows = gaps_of(world)

    assert [(row.person, row.skill.code, row.needs, row.has) for row in rows] == [
        (user, "KS-02", 2, 0),
        (user, "AW-01", 2, 0),
    ]


def test_what_is_held_below_the_required_level_is_shown(world: World):
    user = world.person(world.health, world.passwords, world.storage)
    prove(user, world.phishing, 1)

    row = gaps_of(world)[0]

    assert (row.has, row.needs, row.last.level) == (1, 2, 1)


def test_evidence_that_has_run_out_is_still_the_last(world: World):
    user = world.person(world.health, world.passwords, world.storage)
    prove(user, world.phishing, 3, valid_until=timezone.localdate() - timedelta(days=1))

    row = gaps_of(world)[0]

    assert (row.has, row.last.level) == (0, 3)


def test_rows_come_by_name(world: World):
    world.person(world.health, world.phishing, world.passwords, name="Zainal")
    world.person(world.roads, world.phishing, world.passwords, name="Aminah")

    assert [row.person.name for row in gaps_of(world)] == ["Aminah", "Zainal"]


def test_a_row_shows_post_and_unit(world: World):
    world.person(world.clinic)

    posting = gaps_of(world)[0].posting

    assert (posting.unit, posting.unit.opd) == (world.clinic, world.health)


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({"skill": "KS-01"}, ["KS-01"]),
        ({"bidang": "keamanan"}, ["KS-01", "KS-02"]),
        ({"peran": "pengelola"}, []),
        ({"peran": "pengguna", "bidang": "awan"}, ["AW-01"]),
    ],
)
def test_filters_narrow_the_list(world: World, asked: dict, codes: list):
    world.person(world.health)

    assert [row.skill.code for row in gaps_of(world, **asked)] == codes


def test_direct_leaves_out_staff_of_the_units_below(world: World):
    world.person(world.clinic)

    assert gaps_of(world, opd=str(world.health.pk), langsung="1") == []


def test_the_head_of_an_opd_sees_only_its_people(world: World):
    mine = world.person(world.clinic, world.phishing, world.passwords)
    world.person(world.roads)

    rows = gaps_of(world, world.head_of(world.health))

    assert [row.person for row in rows] == [mine]


def test_people_who_are_not_counted_are_not_listed(world: World):
    world.person(world.health, standing="02")

    assert gaps_of(world) == []


def test_an_open_enrolment_is_on_the_way(world: World):
    user = world.person(world.health, world.passwords, world.storage)
    course = teaches(world.phishing, title="Keamanan Siber")
    due = NOW + timedelta(days=3)
    make.enrolment(user=user, course=course, due_at=due)

    way = gaps_of(world)[0].on_the_way

    assert (way.course, way.level, way.due_at) == ("Keamanan Siber", 2, due)


def test_of_two_enrolments_the_one_due_first_is_shown(world: World):
    user = world.person(world.health, world.passwords, world.storage)
    for title, due in (("Nanti", None), ("Segera", NOW), ("Besok", NOW + timedelta(days=1))):
        make.enrolment(user=user, course=teaches(world.phishing, title=title), due_at=due)

    assert gaps_of(world)[0].on_the_way.course == "Segera"


@pytest.mark.parametrize("state", ["cancelled", "completed"])
def test_an_enrolment_that_is_over_is_not_on_the_way(world: World, state: str):
    user = world.person(world.health, world.passwords, world.storage)
    done = NOW if state == "completed" else None
    make.enrolment(user=user, course=teaches(world.phishing), state=state, completed_at=done)

    assert gaps_of(world)[0].on_the_way is None


def test_the_count_is_that_of_the_map(world: World):
    world.person(world.health, world.phishing)

    gaps = Gaps(world.count().filters(), world.hr)

    assert (gaps.count(), len(gaps[0:25])) == (2, 2)


@pytest.mark.parametrize("people", [1, 3])
def test_a_page_costs_the_same_queries_for_one_and_for_three(
    world: World, people: int, django_assert_num_queries
):
    course = teaches(world.phishing)
    for _ in range(people):
        user = world.person(world.health)
        make.enrolment(user=user, course=course)
        prove(user, world.phishing, 1)
    gaps = Gaps(world.count().filters(), world.hr)

    with django_assert_num_queries(8):
        gaps[0:25]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite tells that somebody still reads")
def test_nothing_is_still_being_read_while_one_walks_along(world: World, monkeypatch):
    """On SQLite a writer that still reads is told "database is locked" as soon as another has written."""
    monkeypatch.setattr(gaps, "CHUNK", 2)
    for _number in range(3):
        world.person(world.health)
    walk = iter(Gaps(world.count().filters(), world.hr))

    next(walk)

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE jejak (x)")
        cursor.execute("DROP TABLE jejak")  # refused while any statement of this connection still reads
    assert len(list(walk)) == 8
