"""A day of the past is counted by the requirements and the people of that day."""

from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lms.people.actions.postings import post
from lms.people.actions.standings import keep_standings
from lms.people.actions.users import deactivate, reactivate, set_digital_role
from lms.people.enums import DigitalRole
from lms.skills.actions.coverage import rebuild_coverage
from lms.skills.actions.framework import load_framework
from lms.skills.actions.past import count_past
from lms.skills.actions.requirements import set_requirements
from lms.skills.models import FormerRequirement, PastDay, Requirement, Skill
from lms.skills.querysets import standard_then
from tests import factories as make
from tests.skills.oracle import stored_sums
from tests.skills.universe import change, prove

BEGIN = timezone.localdate() - timedelta(days=60)
POST = ("pelaksana", "pengguna")


@contextmanager
def on_day(number):
    with patch.object(timezone, "localdate", lambda *_args: BEGIN + timedelta(days=number)):
        yield


def counted(number):
    day = PastDay.objects.create(on=BEGIN + timedelta(days=number))
    count_past(day=day)
    names = ("unit_id", "skill_id", "digital_role", "staff", "met", "masters")
    return {row[:3]: row[3:] for row in day.sums.values_list(*names)}


class Office:
    """Two people of one unit in a post that requires level 2 of one skill of two."""

    def __init__(self):
        Requirement.objects.all().delete()
        self.units, self.post = [make.unit(), make.unit()], make.position(post_group=POST[0])
        self.skills = [make.skill(), make.skill()]
        self.by = make.user(employment_status="NON_ASN")
        self.people = [make.user(digital_role=POST[1]) for _ in range(2)]
        make.requirement(skill=self.skills[0], post_group=POST[0], digital_role=POST[1], level=2)
        for user in self.people:
            make.posting(user=user, unit=self.units[0], position=self.post, valid_from=BEGIN)
        rebuild_coverage()

    def requires(self, what, level):
        set_requirements(skill=self.skills[what], levels={POST: level}, by=self.by)

    def becomes(self, who, role):
        set_digital_role(user=self.fresh(who), role=DigitalRole(role), by=self.by)

    def is_switched(self, who, on):
        (reactivate if on else deactivate)(user=self.fresh(who), by=self.by)

    def is_hired_as(self, who, status):
        keep_standings([self.people[who].pk], on=timezone.localdate())
        change(self.people[who], employment_status=status)

    def moves(self, who, where):
        post(
            user=self.fresh(who),
            unit=self.units[where],
            position=self.post,
            on=timezone.localdate(),
            by=self.by,
        )

    def learns(self, who, what, level, number):
        today = timezone.localdate()
        prove(self.people[who], self.skills[what], level, f"kursus:{number}", obtained_on=today)

    def fresh(self, who):
        return type(self.people[who]).objects.get(pk=self.people[who].pk)


@pytest.fixture
def office(db):
    with on_day(0):
        return Office()


def key(office, role=POST[1], skill=0):
    return (office.units[0].pk, office.skills[skill].pk, role)


def test_a_past_day_keeps_the_level_that_was_required_then(office):
    prove(office.people[0], office.skills[0], 2, obtained_on=BEGIN)
    with on_day(10):
        office.requires(0, 3)

    assert [counted(number)[key(office)] for number in (9, 10)] == [(2, 1, 1), (2, 0, 1)]


def test_what_is_not_required_any_more_was_required_then(office):
    with on_day(10):
        office.requires(0, 0)

    assert (counted(9), counted(10)) == ({key(office): (2, 0, 0)}, {})


def test_a_further_post_of_a_skill_was_not_required_before(office):
    with on_day(10):
        set_requirements(skill=office.skills[0], levels={("jf-muda", "pengguna"): 4}, by=office.by)

    days = [BEGIN + timedelta(days=number) for number in (9, 10)]
    assert [("jf-muda", "pengguna") in standard_then(day) for day in days] == [True, True]
    assert [standard_then(day)["jf-muda", "pengguna"] for day in days] == [{}, {office.skills[0].pk: 4}]


def test_the_first_requirements_of_a_skill_hold_for_its_past_too(office):
    with on_day(10):
        office.requires(1, 1)

    assert counted(9)[key(office, skill=1)] == (2, 0, 0)
    assert not FormerRequirement.objects.exists()


def test_a_person_counts_by_the_role_of_then(office):
    with on_day(10):
        office.becomes(0, "pengelola")

    assert counted(9)[key(office)] == (2, 0, 0)


def test_who_was_not_employed_then_does_not_count_then(office):
    type(office.people[0]).objects.filter(pk=office.people[0].pk).update(employment_status="NON_ASN")
    with on_day(10):
        office.is_hired_as(0, "PNS")

    assert [counted(number)[key(office)] for number in (9, 10)] == [(1, 0, 0), (2, 0, 0)]


def test_loading_the_framework_keeps_what_it_changes(db):
    load_framework()
    row = Requirement.objects.select_related("skill").order_by("pk")[0]
    lowered = row.level % 5 + 1
    Requirement.objects.filter(pk=row.pk).update(level=lowered)

    load_framework()

    kept = FormerRequirement.objects.values_list("skill__code", "post_group", "digital_role", "level")
    assert list(kept) == [(row.skill.code, row.post_group, row.digital_role, lowered)]


def test_loading_it_for_the_first_time_keeps_nothing(db):
    load_framework()

    assert Skill.objects.exists()
    assert not FormerRequirement.objects.exists()


who, what = st.integers(0, 1), st.integers(0, 1)
event = st.one_of(
    st.tuples(st.just("requires"), st.just(0), st.integers(0, 4)),
    st.tuples(st.just("becomes"), who, st.sampled_from(DigitalRole.values)),
    st.tuples(st.just("is_switched"), who, st.booleans()),
    st.tuples(st.just("is_hired_as"), who, st.sampled_from(["PNS", "NON_ASN"])),
    st.tuples(st.just("moves"), who, st.integers(0, 1)),
    st.tuples(st.just("learns"), who, what, st.integers(1, 4), st.integers(0, 2)),
)
days = st.lists(st.lists(event, max_size=3), min_size=1, max_size=5)


class EveryYesterday(TestCase):
    @settings(
        max_examples=25,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(days)
    def test_a_day_counted_later_is_what_the_map_showed_on_its_evening(self, history) -> None:
        with on_day(0):
            office = Office()
        evenings = []
        for number, events in enumerate(history, start=1):
            with on_day(number):
                for name, *facts in events:
                    getattr(office, name)(*facts)
                evenings.append(stored_sums())

        assert [counted(number) for number in range(1, len(history) + 1)] == evenings
