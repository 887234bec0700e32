from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lms.core.models import Job
from lms.people.actions.users import deactivate
from lms.skills.actions.coverage import rebuild_coverage
from lms.skills.actions.past import ask_for, count_past
from lms.skills.models import PastDay, PastSum
from tests import factories as make
from tests.skills.oracle import counted_sums
from tests.skills.universe import City, prove

TODAY = timezone.localdate()
NAMES = ("unit_id", "skill_id", "digital_role", "staff", "met", "masters")


def ago(days):
    return TODAY - timedelta(days=days)


def sums_of(days) -> dict[tuple, tuple]:
    day = PastDay.objects.create(on=ago(days))
    count_past(day=day)
    return {row[:3]: row[3:] for row in day.sums.values_list(*NAMES)}


@pytest.fixture
def city(db) -> City:
    return City()


def key(city, unit=None):
    return ((unit or city.unit).pk, city.skill.pk, "pengguna")


def test_evidence_counts_from_its_day_on(city):
    prove(city.user, city.skill, 2, obtained_on=ago(10))

    assert [sums_of(days)[key(city)] for days in (11, 10)] == [(1, 0, 0), (1, 1, 1)]


def test_evidence_counts_through_its_last_day(city):
    prove(city.user, city.skill, 2, valid_until=ago(5))

    assert [sums_of(days)[key(city)] for days in (5, 4)] == [(1, 1, 1), (1, 0, 0)]


def test_people_count_where_they_were_posted(city):
    other = make.unit()
    type(city.posting).objects.filter(pk=city.posting.pk).update(valid_until=ago(8))
    make.posting(user=city.user, unit=other, position=city.posting.position, valid_from=ago(7))

    assert [list(sums_of(days)) for days in (8, 7)] == [[key(city)], [key(city, other)]]


def test_who_has_left_since_still_counts_then(city):
    deactivate(user=city.user, by=None)

    assert sums_of(1) == {key(city): (1, 0, 0)}


def test_under_the_rule_of_the_latest_the_latest_of_then_counts(city):
    type(city.skill).objects.update(evidence_rule="latest")
    prove(city.user, city.skill, 3, "lama", obtained_on=ago(90))
    prove(city.user, city.skill, 1, "baru", obtained_on=ago(20))

    assert [sums_of(days)[key(city)] for days in (21, 20)] == [(1, 1, 1), (1, 0, 0)]


def test_counting_again_replaces_the_sums(city):
    day = PastDay.objects.create(on=ago(3))

    assert (count_past(day=day), count_past(day=day), PastSum.objects.count()) == (1, 1, 1)


def test_a_day_is_asked_for_once(city):
    assert ask_for(on=ago(9)) == ask_for(on=ago(9))
    assert Job.objects.filter(kind="skills.count_past").count() == 1


def test_the_night_counts_the_ends_of_four_quarters(city, run_jobs):
    Job.objects.create(kind="skills.record_points")

    run_jobs()

    assert PastDay.objects.exclude(counted_at=None).count() == 4


def test_the_number_of_queries_does_not_grow_with_the_staff(city, django_assert_num_queries):
    day = PastDay.objects.create(on=ago(3))
    for _number in range(3):
        prove(make.posting(unit=city.unit, position=city.posting.position).user, city.skill)

    with django_assert_num_queries(10):
        count_past(day=day)


@pytest.mark.parametrize("wrong", [{"met": 2}, {"staff": -1}, {"masters": -1}])
def test_impossible_counts_are_refused(city, wrong):
    day = PastDay.objects.create(on=ago(3))
    facts = {"unit": city.unit, "skill": city.skill, "digital_role": "lainnya", "staff": 1}

    with pytest.raises(IntegrityError), transaction.atomic():
        PastSum.objects.create(day=day, **(facts | wrong))


moments = st.tuples(st.integers(0, 40), st.one_of(st.none(), st.integers(0, 30)), st.integers(1, 4))


class EveryPast(TestCase):
    @settings(max_examples=15, deadline=None, derandomize=True, database=None)
    @given(st.lists(moments, max_size=5), st.integers(1, 40), st.sampled_from(["best", "latest"]))
    def test_it_is_what_a_plain_loop_counts(self, rows, days, rule) -> None:
        city = City()
        type(city.skill).objects.filter(pk=city.skill.pk).update(evidence_rule=rule)
        colleague = make.posting(unit=city.unit, position=city.posting.position).user
        for number, (start, lasting, level) in enumerate(rows):
            until = None if lasting is None else ago(start) + timedelta(days=lasting)
            who = (city.user, colleague)[number % 2]
            prove(who, city.skill, level, f"bukti:{number}", obtained_on=ago(start), valid_until=until)
        rebuild_coverage()

        assert sums_of(days) == counted_sums(ago(days))
