from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.actions.forecast import forecast
from lms.people.enums import Role
from lms.skills.models import CoveragePoint
from tests import factories as make
from tests.dashboards.world import World
from tests.people.views.entering import enter
from tests.skills.universe import prove

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NEXT_END = date(TODAY.year + 1, 12, 31)


@pytest.fixture
def world() -> World:
    return World()


def found(client, **asked):
    return client.get(reverse("trajectory"), asked).context["found"]


def promise(world, unit, field, year, value):
    row = make.indicator(unit=unit, field=field)
    make.target(indicator=row, year=year, value=value)


def at(trajectory, day):
    return next(moment for moment in trajectory.moments if moment.on == day)


def test_what_is_reached_what_is_expected_and_what_was_promised(client, world):
    person = world.person(world.health)
    prove(person, world.phishing, 2, valid_until=NEXT_END - timedelta(days=1))
    world.count()
    forecast()
    promise(world, world.root, world.safety, NEXT_END.year, 60)
    enter(client, Role.LEADER, world.root)

    seen = found(client, bidang="keamanan")

    assert (at(seen, TODAY).reached, at(seen, NEXT_END).expected, at(seen, NEXT_END).target) == (50, 0, 60)


def test_the_row_of_an_opd_says_what_its_own_page_says(client, world):
    gone = TODAY.replace(day=1) - timedelta(days=1)
    leaving = f"{gone.year - 58}{gone:%m}01" + "0" * 10
    world.person(world.health, world.storage, nip=leaving)
    post = make.position(post_group="jf-muda")
    make.requirement(skill=world.phishing, level=2, post_group="jf-muda")
    make.posting(user=make.user(), unit=world.health, position=post)
    promise(world, world.root, world.safety, NEXT_END.year, 20)
    promise(world, world.root, world.cloud, NEXT_END.year, 80)
    world.count()
    forecast()
    enter(client, Role.HR, world.root)

    (row,) = (row for row in found(client).rows if row.unit == world.health)

    targets = {one.on: one.target for one in found(client, opd=world.health.pk).moments}
    assert targets[NEXT_END] == pytest.approx((3 * 20 + 80) / 4)
    assert {one.on: one.target for one in row.years} == {one.on: targets[one.on] for one in row.years}


def test_past_quarters_are_shown_as_reached(client, world):
    world.person(world.health)
    world.count()
    on = TODAY - timedelta(days=100)
    CoveragePoint.objects.create(unit=world.health, field=world.safety, on=on, staff=4, met=1)
    enter(client, Role.HR, world.root)

    assert at(found(client), on).reached == 25


def test_rows_begin_with_the_opd_that_falls_shortest(client, world):
    prove(world.person(world.health), world.phishing, 2)
    world.person(world.roads)
    world.count()
    forecast()
    for unit in (world.health, world.roads):
        promise(world, unit, world.safety, NEXT_END.year, 50)
    enter(client, Role.HR, world.root)

    rows = found(client, bidang="keamanan").rows

    promised = [row for row in rows if any(moment.gap is not None for moment in row.years)]
    assert [row.unit for row in promised[:2]] == [world.roads, world.health]


def test_a_head_sees_the_own_opd_only(client, world):
    world.person(world.health)
    world.person(world.roads)
    world.count()
    forecast()
    enter(client, Role.OPD_HEAD, world.health)

    seen = found(client)

    assert (seen.rows, seen.matrix.total.label) == ((), world.health.label)
    assert client.get(reverse("trajectory"), {"opd": world.roads.pk}).status_code == 404


def test_without_a_forecast_the_page_says_when_it_comes(client, world):
    world.person(world.health)
    world.count()
    enter(client, Role.HR, world.root)

    answer = client.get(reverse("trajectory"))

    assert "Perkiraan dihitung malam ini." in answer.content.decode()


@pytest.mark.parametrize("people", [1, 20])
def test_the_page_costs_the_same_queries_whatever_the_staff(client, world, people, django_assert_num_queries):
    for _number in range(people):
        world.person(world.health, world.phishing)
    world.count()
    forecast()
    enter(client, Role.HR, world.root)

    with django_assert_num_queries(15):
        client.get(reverse("trajectory"))
