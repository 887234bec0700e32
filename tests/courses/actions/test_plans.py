from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.actions.plans import accept, ask_for_plan, drop, due_dates
from courses.models import CreditEntry, CreditRule, Enrolment, Mandate, PlannedPlace, TrainingPlan
from lms.audit.models import Event
from lms.core.models import Job, Notice
from lms.skills.actions.coverage import rebuild_coverage
from tests import factories as make
from tests.skills.universe import City, prove

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
END = date(TODAY.year + 1, 3, 31)


@pytest.fixture
def city() -> City:
    """Three people who lack the one skill, a course of 4 JP that teaches it, and a promise of 60 %."""
    city = City()
    for _number in range(2):
        make.posting(unit=city.unit, position=city.posting.position)
    rebuild_coverage()
    city.course = make.course(jp=4)
    make.course_skill(city.course, skill=city.skill, level=2)
    row = make.indicator(unit=city.unit, field=city.skill.field)
    make.target(indicator=row, year=END.year, value=60)
    city.hr = make.user()
    return city


def plan_of(city, run_jobs, **changes) -> TrainingPlan:
    facts = {"unit": city.unit, "jp_budget": 100, "percent_away": 10, "rounds": 2, "ends_on": END}
    plan = ask_for_plan(by=city.hr, **(facts | changes))
    run_jobs()
    plan.refresh_from_db()
    return plan


def test_a_plan_says_what_it_reaches_beside_what_happens_without(city, run_jobs):
    plan = plan_of(city, run_jobs)

    assert plan.state == "ready"
    assert plan.result["without"] == {"people": 0, "jp": 0, "closed": 0, "reached": 0}
    assert plan.result["plan"] == {"people": 2, "jp": 8, "closed": 2, "reached": 1}


def test_no_more_than_a_share_of_the_unit_is_away_in_one_round(city, run_jobs):
    plan = plan_of(city, run_jobs, rounds=3)

    assert list(plan.places.order_by("round").values_list("round", flat=True)) == [0, 1, 2]


def test_the_budget_is_kept(city, run_jobs):
    assert plan_of(city, run_jobs, jp_budget=7, percent_away=100).result["plan"]["jp"] == 4


def test_who_has_the_fewest_jp_goes_first(city, run_jobs):
    entry = make.enrolment(user=city.user)
    rule = _rule()
    CreditEntry.objects.create(
        user=city.user, enrolment=entry, day=TODAY, raw_jp=3, recognised_jp=3, rule=rule
    )

    plan = plan_of(city, run_jobs)

    assert city.user.pk not in plan.places.values_list("user", flat=True)


def _rule():
    return CreditRule.objects.create(version="uji", form="C3", valid_from=date(2020, 1, 1))


def test_who_holds_the_skill_or_is_learning_it_is_left_alone(city, run_jobs):
    others = list(city.unit.seats.exclude(user=city.user).order_by("user"))
    prove(others[0].user, city.skill, 2)
    make.enrolment(user=others[1].user, course=city.course)

    plan = plan_of(city, run_jobs, percent_away=100)

    assert list(plan.places.values_list("user", flat=True)) == [city.user.pk]
    assert plan.result["without"]["reached"] == 1


def test_whoever_asked_is_told(city, run_jobs):
    plan_of(city, run_jobs)

    assert Notice.objects.get(recipient=city.hr).title == "Rencana pelatihan siap dilihat"


def test_accepted_it_becomes_a_duty_for_each_course_and_round(city, run_jobs):
    plan = plan_of(city, run_jobs)

    count = accept(plan=plan, by=city.hr)
    run_jobs()

    dues = [timezone.localtime(row.due_at).date() for row in Mandate.objects.order_by("due_at")]
    assert (count, dues) == (2, due_dates(TODAY, END, 2))
    planned = set(plan.places.values_list("user", flat=True))
    assert set(Enrolment.objects.filter(source="mandate").values_list("user", flat=True)) == planned


def test_it_is_accepted_once(city, run_jobs):
    plan = plan_of(city, run_jobs)

    assert (accept(plan=plan, by=city.hr), accept(plan=plan, by=city.hr)) == (2, 0)


def test_an_accepted_plan_is_not_thrown_away(city, run_jobs):
    plan = plan_of(city, run_jobs)
    accept(plan=plan, by=city.hr)

    assert (drop(plan=plan, by=city.hr), TrainingPlan.objects.count()) == (False, 1)


def test_a_dropped_plan_is_gone_with_its_places(city, run_jobs):
    assert drop(plan=plan_of(city, run_jobs), by=city.hr)
    assert (TrainingPlan.objects.count(), PlannedPlace.objects.count()) == (0, 0)


def test_a_plan_dropped_while_it_is_solved_is_left_alone(city, run_jobs):
    plan = ask_for_plan(unit=city.unit, jp_budget=9, percent_away=10, rounds=1, ends_on=END, by=city.hr)
    drop(plan=plan, by=city.hr)

    run_jobs()

    assert Job.objects.get(kind="courses.solve_plan").dead_at is None


def test_every_act_is_in_the_audit_trail(city, run_jobs):
    accept(plan=plan_of(city, run_jobs), by=city.hr)

    acts = list(Event.objects.filter(act__contains="plan").order_by("pk").values_list("act", flat=True))
    assert acts == ["courses.ask_for_plan", "courses.accept_plan"]


def test_nothing_to_do_is_a_plan_without_anybody(city, run_jobs):
    city.course.unpublish()

    assert plan_of(city, run_jobs).result["plan"]["people"] == 0


@pytest.mark.parametrize("rounds", [1, 3, 4])
def test_rounds_end_in_order_and_the_last_with_the_plan(rounds):
    dues = due_dates(TODAY, TODAY + timedelta(days=90), rounds)

    assert (len(dues), dues[-1], dues) == (rounds, TODAY + timedelta(days=90), sorted(dues))


@pytest.mark.parametrize(
    "wrong", [{"percent_away": 0}, {"percent_away": 101}, {"rounds": 0}, {"state": "accepted"}]
)
def test_the_database_refuses(city, wrong):
    facts = {"unit": city.unit, "jp_budget": 1, "ends_on": END, "created_by": city.hr}

    with pytest.raises(IntegrityError), transaction.atomic():
        TrainingPlan.objects.create(**(facts | wrong))
