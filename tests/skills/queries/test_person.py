from datetime import timedelta

import pytest
from django.utils import timezone

from lms.skills.queries.person import skills_of
from tests import factories as make
from tests.skills.universe import City, prove, withdraw

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def city(db) -> City:
    return City()


def test_a_required_skill_without_evidence_is_missing_all_its_levels(city: City):
    one = skills_of(city.user)[0]

    assert (one.skill, one.required, one.held, one.missing, one.met) == (city.skill, 2, 0, 2, False)


def test_a_skill_held_high_enough_is_met(city: City):
    prove(city.user, city.skill, 3)

    one = skills_of(city.user)[0]

    assert (one.held, one.missing, one.met) == (3, 0, True)


def test_a_skill_that_is_held_but_not_required_is_shown_and_not_met(city: City):
    other = make.skill()
    prove(city.user, other, 1)

    one = skills_of(city.user)[-1]

    assert (one.skill, one.required, one.held, one.met) == (other, 0, 1, False)


def test_skills_come_in_the_order_of_the_framework(city: City):
    first = make.skill(field=make.field(order=0))
    make.requirement(skill=first)

    assert [one.skill for one in skills_of(city.user)] == [first, city.skill]


def test_evidence_that_no_longer_counts_is_still_listed(city: City):
    prove(city.user, city.skill, 2, "kursus:1")
    prove(city.user, city.skill, 2, "kursus:2", valid_until=TODAY - timedelta(days=1))
    prove(city.user, city.skill, 1, "kursus:3")
    withdraw("kursus:1")

    one = skills_of(city.user)[0]

    assert len(one.evidence) == 3
    assert [row.reference for row in one.valid_evidence()] == ["kursus:3"]


def test_requirements_follow_the_posting_of_today(city: City):
    city.user.postings.update(valid_until=TODAY - timedelta(days=1))

    assert skills_of(city.user) == []


def test_somebody_without_a_posting_sees_what_they_hold(city: City):
    lecturer = make.user()
    prove(lecturer, city.skill, 4)

    assert [(one.required, one.held) for one in skills_of(lecturer)] == [(0, 4)]


@pytest.mark.parametrize("count", [1, 5])
def test_the_queries_do_not_grow_with_the_skills(city: City, count: int, django_assert_num_queries):
    for n in range(count):
        prove(city.user, make.skill(), 1, f"lain:{n}")

    with django_assert_num_queries(4):
        skills_of(city.user)
