import pytest

from lms.skills.models import Holding
from lms.skills.nearby import FEW, Near
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def near():
    return Near(
        lambda people, skills: (
            Holding.objects.filter(user__in=people, skill__in=skills)
            .order_by("pk")
            .values_list("user_id", "skill_id", "level")
        )
    )


@pytest.fixture
def skills():
    return [factories.skill() for _ in range(FEW + 1)]


def holding(person, skill, level):
    Holding.objects.create(user=person, skill=skill, level=level)
    return person.pk, skill.pk, level


@pytest.mark.parametrize("count", [1, 2, FEW - 1, FEW, FEW + 1])
def test_few_and_many_ids_give_the_same(near, skills, count):
    person, other = factories.user(), factories.user()
    rows = [holding(person, skill, 1 + place % 5) for place, skill in enumerate(skills)]
    holding(other, skills[0], 5)

    found = near({person.pk}, {skill.pk for skill in skills[:count]})

    assert list(found) == rows[:count]


def test_ids_do_not_stick_to_a_kept_statement(near, skills):
    rows = [holding(factories.user(), skill, 3) for skill in skills[:3]]

    assert [near({user}, {skill}) for user, skill, _level in rows] == [[row] for row in rows]


def test_people_and_skills_are_not_mistaken_for_each_other(near, skills):
    """Ids of both kinds overlap."""
    person = factories.user()
    row = holding(person, skills[0], 2)

    assert near({person.pk}, {skills[0].pk}) == [row]
    assert near({skills[0].pk + 10_000}, {person.pk}) == []


def test_nobody_asked_about_costs_nothing(near, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert near(()) == []


def test_more_values_take_part():
    low, high = (
        Holding.objects.create(user=factories.user(), skill=factories.skill(), level=n) for n in (1, 4)
    )
    near = Near(lambda people, _skills, least: Holding.objects.filter(user__in=people, level__gte=least))

    people = {low.user_id, high.user_id}
    assert [len(near(people, least=least)) for least in (1, 3, 5)] == [2, 1, 0]
