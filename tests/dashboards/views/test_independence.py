import pytest
from django.urls import reverse

from lms.people.enums import Role
from lms.skills.actions.resilience import count_resilience
from lms.skills.models import Holding, Requirement, Seat
from tests import factories as make
from tests.dashboards.world import World
from tests.people.views.entering import enter
from tests.skills.universe import prove

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = World()
    people = [world.person(world.health) for _ in range(3)]
    for person, level in zip(people, (4, 3, 1), strict=True):
        prove(person, world.phishing, level)
    prove(world.person(world.roads), world.passwords, 1)
    world.count()
    count_resilience()
    return world


def found(client):
    return client.get(reverse("independence")).context["found"]


def by_hand(opd) -> dict[str, tuple[int, int]]:
    """The parts of one OPD from seats, holdings and requirements, in plain loops (all evidence here is fresh)."""
    required = met = held = 0
    levels: dict[int, list[int]] = {}
    critical = set()
    for seat in Seat.objects.filter(unit__opd=opd):
        has = dict(Holding.objects.filter(user=seat.user_id).values_list("skill_id", "level"))
        for skill, level in has.items():
            levels.setdefault(skill, []).append(level)
        for row in Requirement.objects.filter(post_group=seat.post_group, digital_role=seat.digital_role):
            required += 1
            met += has.get(row.skill_id, 0) >= row.level
            held += has.get(row.skill_id, 0) >= row.level
            if row.level >= 2:
                critical.add(row.skill_id)
    deep = sum(sum(level >= 3 for level in levels.get(skill, [])) >= 2 for skill in critical)
    staying = sum(sum(level >= 2 for level in levels.get(skill, [])) >= 2 for skill in critical)
    return {
        "coverage": (met, required),
        "depth": (deep, len(critical)),
        "freshness": (held, held),
        "continuity": (staying, len(critical)),
    }


def test_every_part_of_every_opd_equals_a_count_by_hand(client, world):
    enter(client, Role.HR, world.root)

    for row in found(client).rows:
        parts = {part.name: (part.count, part.whole) for part in row.score.parts}
        assert parts == by_hand(row.unit)


def test_the_most_independent_stands_first(client, world):
    enter(client, Role.LEADER, world.root)

    values = [row.score.value for row in found(client).rows]

    assert values == sorted(values, reverse=True)


def test_a_head_sees_the_own_opd_only(client, world):
    enter(client, Role.OPD_HEAD, world.health)

    assert [row.unit for row in found(client).rows] == [world.health]
    assert client.get(reverse("independence_of", args=[world.roads.pk])).status_code == 404


def test_the_page_of_an_opd_says_what_lifts_most(client, world):
    enter(client, Role.OPD_HEAD, world.roads)

    answer = client.get(reverse("independence_of", args=[world.roads.pk]))

    assert answer.context["advice"].startswith("Penuhi ")


def test_its_numbers_lead_to_the_gap_list(client, world):
    enter(client, Role.OPD_HEAD, world.health)

    page = client.get(reverse("independence_of", args=[world.health.pk])).content.decode()

    assert f"{reverse('gaps')}?opd={world.health.pk}&amp;skill=KS-01" in page


def test_the_leader_gets_no_links_to_people(client, world):
    enter(client, Role.LEADER, world.root)

    page = client.get(reverse("independence_of", args=[world.health.pk])).content.decode()

    assert reverse("gaps") not in page


def test_hr_weighs_anew(client, world):
    enter(client, Role.HR, world.root)
    weights = {"coverage": "100", "depth": "0", "freshness": "0", "continuity": "0"}

    client.post(reverse("weights"), weights)

    row = next(row for row in found(client).rows if row.unit == world.health)
    assert row.score.value == row.score.parts[0].share


def test_weights_must_add_up(client, world):
    enter(client, Role.HR, world.root)
    weights = {"coverage": "90", "depth": "20", "freshness": "0", "continuity": "0"}

    answer = client.post(reverse("weights"), weights)

    assert (answer.status_code, answer.context["form"].non_field_errors()) == (
        422,
        ["Jumlah bobot harus 100, sekarang 110."],
    )


@pytest.mark.parametrize("people", [1, 20])
def test_the_page_costs_the_same_queries_whatever_the_staff(client, world, people, django_assert_num_queries):
    for _number in range(people):
        world.person(world.health, world.phishing)
    world.count()
    make.unit(parent=world.root)
    enter(client, Role.HR, world.root)

    with django_assert_num_queries(8):
        client.get(reverse("independence"))
