"""The crowd of the bench is made like staff of a city, and the same for the same numbers."""

import pytest
from django.db.models import Count

from lms.dashboards.bench.crowd import FIRST_KEY, PROOFS, framework_of, grow
from lms.people.enums import DigitalRole
from lms.people.models import Posting, User
from lms.skills.actions.coverage import differences, rebuild_coverage
from lms.skills.models import CoverageCell, Evidence, Requirement, Seat, Skill
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    root = factories.city()
    units = [factories.unit(parent=root) for _ in range(3)]
    for group in ("umum", "pranata"):
        factories.position(post_group=group)
    for _ in range(4):
        factories.requirement(level=2)
    return units


def facts():
    people = User.objects.filter(pk__gte=FIRST_KEY).order_by("pk")
    proofs = Evidence.objects.order_by("user", "skill").values_list("user", "skill", "level", "obtained_on")
    return (
        list(people.values_list("username", "name", "digital_role")),
        list(Posting.objects.order_by("user").values_list("user", "unit", "position")),
        list(proofs),
    )


def test_everybody_has_one_posting_and_three_different_proofs(city):
    grow(0, 50)

    people = User.objects.filter(pk__gte=FIRST_KEY)
    assert people.count() == 50
    counts = people.annotate(
        posts=Count("postings", distinct=True), skills=Count("evidence__skill", distinct=True)
    )
    assert set(counts.values_list("posts", "skills")) == {(1, PROOFS)}


def test_nobody_of_them_can_sign_in(city, client):
    grow(0, 1)

    assert not client.login(username="bench-0", password="!")


def test_all_units_posts_roles_and_levels_occur(city):
    grow(0, 400)

    assert Posting.objects.values("unit").distinct().count() == 3
    assert Posting.objects.values("position").distinct().count() == 2
    assert set(User.objects.filter(pk__gte=FIRST_KEY).values_list("digital_role", flat=True)) == set(
        DigitalRole.values
    )
    assert set(Evidence.objects.values_list("level", flat=True)) == {1, 2, 3, 4}


def test_growing_twice_continues_and_gives_the_same_as_growing_once(city):
    grow(0, 20)
    grow(20, 40)
    in_two = facts()
    for model in (Evidence, Posting):
        model.objects.all().delete()
    User.objects.filter(pk__gte=FIRST_KEY).delete()

    grow(0, 40)

    assert facts() == in_two


def test_one_unit_takes_all_that_are_meant_for_it(city):
    grow(0, 30, [city[1]])

    assert set(Posting.objects.values_list("unit", flat=True)) == {city[1].pk}


def test_they_count_and_the_count_proves_itself(city):
    grow(0, 60)

    rebuild_coverage()

    assert Seat.objects.filter(user__gte=FIRST_KEY).count() == 60
    assert CoverageCell.objects.exists()
    assert list(differences()) == []


def test_the_framework_grows_by_skills_that_are_required_like_others(city):
    framework_of(7)

    added = Skill.objects.filter(code__startswith="BN-")
    assert (Skill.objects.count(), added.count()) == (7, 3)
    assert Requirement.objects.filter(skill__in=added).count() == 3
