from datetime import datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.actions.forecast import forecast
from courses.models import ForecastBasis, ForecastPoint
from courses.rules import round_from
from lms.skills.actions.coverage import rebuild_coverage
from lms.skills.quarters import future_quarter_ends
from tests import factories as make
from tests.skills.universe import City, prove

TODAY = timezone.localdate()
ENDS = future_quarter_ends(TODAY, 12)


@pytest.fixture
def city(db) -> City:
    return City()


def counts():
    """(staff, met, awaited) at each of the twelve quarter ends."""
    forecast()
    return list(ForecastPoint.objects.order_by("on").values_list("staff", "met", "awaited"))


def duty(city, days, months=0, level=2):
    course = make.course(certificate_valid_months=months)
    make.course_skill(course, skill=city.skill, level=level)
    due = timezone.make_aware(datetime.combine(TODAY + timedelta(days=days), time(23, 59)))
    mandate = make.mandate(course=course, unit=city.unit, due_at=due)
    return make.enrolment(user=city.user, course=course, mandate=mandate, due_at=due, source="mandate")


def test_what_is_held_for_ever_is_met_for_ever(city):
    prove(city.user, city.skill, 2)

    assert counts() == [(1, 1, 0)] * 12


def test_what_runs_out_is_met_no_longer(city):
    prove(city.user, city.skill, 2, valid_until=ENDS[3])

    assert counts() == [(1, 1, 0)] * 4 + [(1, 0, 0)] * 8


def test_a_duty_is_hoped_for_from_its_due_date(city):
    duty(city, days=(ENDS[2] - TODAY).days)

    assert counts() == [(1, 0, 0)] * 2 + [(1, 0, 1)] * 10


def test_what_a_duty_brings_runs_out_too(city):
    duty(city, days=0, months=12)

    assert [awaited for *_, awaited in counts()][-1] == 0


def test_a_duty_below_the_required_level_brings_nothing(city):
    duty(city, days=0, level=1)

    assert counts() == [(1, 0, 0)] * 12


def test_a_duty_that_is_overdue_is_hoped_for_today(city):
    duty(city, days=-10)

    assert counts() == [(1, 0, 1)] * 12


def yearly(city, due, months=12):
    """A duty of every year whose round that runs is due then; the proof of a round lasts until the next."""
    row = duty(city, days=(due - TODAY).days, months=months)
    type(row.mandate).objects.filter(pk=row.mandate.pk).update(
        state="active", round_from=round_from(row.mandate.due_at)
    )
    return row


def test_rounds_to_come_are_hoped_for_each_from_its_due_date(city):
    yearly(city, ENDS[0])

    assert counts() == [(1, 0, 1)] * 12


def test_between_two_rounds_the_proof_of_the_first_may_have_run_out(city):
    yearly(city, ENDS[0], months=5)

    assert [awaited for *_, awaited in counts()] == [1, 1, 0, 0] * 3


def test_who_has_done_this_round_will_be_asked_again(city):
    row = yearly(city, ENDS[1])
    type(row).objects.filter(pk=row.pk).update(state="completed", completed_at=timezone.now())

    assert counts() == [(1, 0, 0)] * 5 + [(1, 0, 1)] * 7


@pytest.mark.parametrize("state", ["withdrawn", "applying"])
def test_a_duty_that_is_not_in_force_has_no_rounds_to_come(city, state):
    row = yearly(city, ENDS[1])
    type(row.mandate).objects.filter(pk=row.mandate.pk).update(state=state)
    type(row).objects.filter(pk=row.pk).update(state="completed", completed_at=timezone.now())

    assert counts() == [(1, 0, 0)] * 12


def test_a_duty_given_once_has_no_rounds_to_come(city):
    row = duty(city, days=0, months=3)
    type(row.mandate).objects.filter(pk=row.mandate.pk).update(state="active")

    assert counts()[-1] == (1, 0, 0)


def test_who_is_released_is_not_hoped_for(city):
    row = yearly(city, ENDS[0])
    type(row).objects.filter(pk=row.pk).update(state="cancelled")

    assert counts() == [(1, 0, 0)] * 12


def test_who_retires_is_not_counted_afterwards(city):
    born = ENDS[4].replace(year=ENDS[4].year - 58)
    nip = f"{born:%Y%m}012000011901"
    type(city.user).objects.filter(pk=city.user.pk).update(nip=nip)

    found = counts()

    assert found == [(1, 0, 0)] * 5 + [(0, 0, 0)] * 7
    assert ForecastBasis.objects.get().retiring == 1


def test_points_belong_to_the_opd(city):
    section = make.unit(parent=city.unit, kind="bidang")
    make.posting(unit=section, position=city.posting.position)
    rebuild_coverage()

    assert {staff for staff, *_ in counts()} == {2}
    assert set(ForecastPoint.objects.values_list("unit", flat=True)) == {city.unit.pk}


def test_the_basis_says_how_duties_were_kept(city):
    row = duty(city, days=-10)
    type(row).objects.filter(pk=row.pk).update(state="completed", completed_at=row.due_at - timedelta(days=1))

    forecast()

    basis = ForecastBasis.objects.get()
    assert (basis.due, basis.on_time, basis.duties) == (1, 1, 0)


def test_a_second_night_replaces_the_first(city):
    forecast()
    forecast()

    assert (ForecastPoint.objects.count(), ForecastBasis.objects.count()) == (12, 1)


@pytest.mark.parametrize("wrong", [{"met": 3}, {"met": 1, "awaited": 2}])
def test_impossible_points_are_refused(city, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        ForecastPoint.objects.create(
            unit=city.unit, field=city.skill.field, on=TODAY, **({"staff": 2} | wrong)
        )


def test_queries_do_not_grow_with_the_staff(city, django_assert_num_queries):
    for _number in range(3):
        prove(make.posting(unit=city.unit, position=city.posting.position).user, city.skill)

    with django_assert_num_queries(20):
        forecast()
