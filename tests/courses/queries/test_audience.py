from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import Exemption
from courses.queries.audience import Audience, audience_of, meant_by
from lms.skills.actions.coverage import rebuild_coverage
from tests import factories
from tests.skills.universe import prove

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def unit():
    return factories.unit()


def staff(unit, count=1, post_group="pelaksana", **fields):
    position = factories.position(post_group=post_group)
    return [
        factories.posting(unit=unit, position=position, user=factories.user(**fields)).user
        for _ in range(count)
    ]


def people(unit, **narrowed):
    return set(Audience(unit, **narrowed).people())


def test_they_are_those_in_the_unit_and_below_it(unit):
    here = staff(unit)
    below = staff(factories.unit(parent=unit, kind="bidang"))
    staff(factories.unit())

    assert people(unit) == {*here, *below}


def test_who_moved_away_or_left_is_not_meant(unit):
    factories.posting(unit=unit, valid_until=factories.LONG_AGO)
    staff(unit, is_active=False)

    assert people(unit) == set()


def test_digital_role_and_names_narrow_it(unit):
    manager, other = staff(unit, 2, digital_role="pengelola")
    (user,) = staff(unit, digital_role="pengguna")

    assert people(unit, digital_role="pengelola") == {manager, other}
    assert people(unit, digital_role="pengelola", chosen=[manager.pk, user.pk]) == {manager}


def test_people_of_other_units_cannot_be_chosen(unit):
    (stranger,) = staff(factories.unit())

    assert people(unit, chosen=[stranger.pk]) == set()


def test_post_groups_narrow_it(unit):
    (chief,) = staff(unit, post_group="pengawas")
    staff(unit, post_group="pelaksana")

    assert people(unit, post_groups=["pengawas", "jpt"]) == {chief}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [(["III"], {"III/a", "III/d", "III"}), (["I"], {"I/c"}), (["IX"], {"IX"}), ([], None)],
)
def test_classes_narrow_it(unit, wanted, found):
    for name in ("I/c", "II/a", "III/a", "III/d", "III", "IX", ""):
        staff(unit, golongan=name)

    meant = {person.golongan for person in people(unit, golongan=wanted)}

    assert meant == (found if found is not None else {"I/c", "II/a", "III/a", "III/d", "III", "IX", ""})


@pytest.fixture
def skill():
    found = factories.skill()
    factories.requirement(skill=found, level=2)
    return found


def test_a_gap_is_measured_by_what_the_post_requires(unit, skill):
    below, enough, none = staff(unit, 3)
    staff(unit, post_group="jpt")
    prove(below, skill, 1)
    prove(enough, skill, 2)
    rebuild_coverage()

    assert people(unit, skill=skill) == {below, none}


def test_or_by_a_level_that_is_given(unit, skill):
    enough, none = staff(unit, 2)
    prove(enough, skill, 3)

    assert people(unit, skill=skill, level=3) == {none}
    assert people(unit, skill=skill, level=4) == {enough, none}


def test_who_is_exempt_is_not_meant_until_that_ends(unit):
    (person,) = staff(unit)
    mandate = factories.mandate(unit=unit)
    facts = {"mandate": mandate, "user": person, "reason": "Cuti", "by": factories.user()}
    Exemption.objects.create(until=TODAY + timedelta(days=3), **facts)

    meant = [set(meant_by(mandate, TODAY + timedelta(days=days))) for days in (0, 3, 4)]

    assert meant == [set(), set(), {person}]


def test_a_duty_knows_its_audience(unit, skill):
    mandate = factories.mandate(unit=unit, post_groups=["jpt"], golongan=["IV"], skill=skill, skill_level=3)

    assert audience_of(mandate) == Audience(unit, "", ["jpt"], ["IV"], skill, 3)
