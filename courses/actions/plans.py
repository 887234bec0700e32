"""Plans: asked for, solved in the background, accepted as duties with one confirmation."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.actions.mandates import create_mandate
from courses.enums import PlanState
from courses.models import CoursePage, CreditEntry, PlannedPlace, TrainingPlan
from courses.planning import Choice, Outcome, Task, faults, first_come, in_rounds, outcome
from courses.queries.audience import Audience
from courses.queries.planning import task_of
from lms.audit.log import record
from lms.core.dates import last_minute
from lms.core.jobs import Refused, enqueue
from lms.core.notices import tell
from lms.people.models import Unit, User

SHORTEST = 30  # days that a plan is given by itself


@transaction.atomic
def ask_for_plan(
    *, unit: Unit, jp_budget: int, percent_away: int, rounds: int, ends_on: date, by: User
) -> TrainingPlan:
    plan = TrainingPlan.objects.create(
        unit=unit,
        jp_budget=jp_budget,
        percent_away=percent_away,
        rounds=rounds,
        ends_on=ends_on,
        created_by=by,
    )
    plan.job = enqueue("courses.solve_plan", {"plan": plan.pk}, by=by)
    plan.save(update_fields=["job"])
    after = {"unit": unit.code, "jp": jp_budget, "percent": percent_away, "ends_on": str(ends_on)}
    record("courses.ask_for_plan", plan, by=by, after=after)
    return plan


def solve(*, plan: TrainingPlan) -> int:
    """Find the places and keep them with what they come to; returns how many. Long, and outside of a transaction."""
    from courses.solver import NoAnswer, best  # start-up cost: the solver brings numpy along

    task = task_of(plan)
    try:
        choice = best(task)
    except NoAnswer:
        raise Refused(_("Tidak ditemukan rencana dalam waktu yang tersedia. Kurangi cakupannya.")) from None
    broken = faults(task, choice)
    if broken:
        raise Refused(", ".join(broken))
    return _keep(plan, task, choice)


@transaction.atomic
def _keep(plan: TrainingPlan, task: Task, choice: Choice) -> int:
    places = list(_places(plan, task, choice))
    plan.places.all().delete()
    PlannedPlace.objects.bulk_create(places, batch_size=1000)
    without, other = outcome(task, {}), outcome(task, first_come(task))
    result = {
        "promises": len(task.promises),
        "lacking": sum(len(group.lacking) * group.size for group in task.groups),
        "without": _figures(without),
        "plan": _figures(outcome(task, choice)),
        "first_come": _figures(other),
    }
    solving = TrainingPlan.objects.filter(pk=plan.pk, state=PlanState.SOLVING)
    solving.update(state=PlanState.READY, result=result)
    tell(
        [plan.created_by_id],
        event=f"plan:{plan.pk}:ready",
        title=_("Rencana pelatihan siap dilihat"),
        body=str(plan.unit),
        url=reverse("plan", args=[plan.pk]),
    )
    return len(places)


def _figures(found: Outcome) -> dict[str, int]:
    return {"people": found.people, "jp": found.jp, "closed": found.closed, "reached": len(found.reached)}


def _places(plan: TrainingPlan, task: Task, choice: Choice) -> Iterator[PlannedPlace]:
    """Of people who lack the same, those with the fewest JP this year go first."""
    earned = _earned(task, timezone.localdate().year)
    waiting = {
        number: sorted(task.groups[number].people, key=lambda pk: (earned.get(pk, 0), pk))
        for number, _course in choice
    }
    by_unit: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for (number, course), count in sorted(choice.items()):
        group = task.groups[number]
        closes = sum(task.gains(group, task.courses[course]).values())
        chosen, waiting[number] = waiting[number][:count], waiting[number][count:]
        by_unit[group.unit] += [(person, task.courses[course].pk, closes) for person in chosen]
    for unit, rows in sorted(by_unit.items()):
        at_once = task.room[unit] // plan.rounds
        for (person, course, closes), turn in in_rounds(rows, at_once, plan.rounds):
            yield PlannedPlace(plan=plan, user_id=person, course_id=course, round=turn, closes=closes)


def _earned(task: Task, year: int) -> dict[int, int]:
    people = [person for group in task.groups for person in group.people]
    found: dict[int, int] = {}
    for start in range(0, len(people), 2000):
        rows = CreditEntry.objects.filter(user__in=people[start : start + 2000], day__year=year).order_by()
        found |= dict(rows.values_list("user_id").annotate(Sum("recognised_jp")))
    return found


@transaction.atomic
def accept(*, plan: TrainingPlan, by: User) -> int:
    """Make duties of the places: one for each course and round, due at the end of the round. Returns how many."""
    ready = TrainingPlan.objects.filter(pk=plan.pk, state=PlanState.READY)
    if not ready.update(state=PlanState.ACCEPTED, accepted_by=by):
        return 0
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for course, turn, user in plan.places.order_by("course", "round", "user").values_list(
        "course", "round", "user"
    ):
        groups[course, turn].append(user)
    courses = CoursePage.objects.in_bulk([course for course, _turn in groups])
    dues = due_dates(timezone.localdate(), plan.ends_on, plan.rounds)
    for (course, turn), people in groups.items():
        create_mandate(
            course=courses[course],
            audience=Audience(plan.unit, chosen=people),
            due_at=last_minute(dues[turn]),
            by=by,
        )
    record("courses.accept_plan", plan, by=by, after={"duties": len(groups)})
    return len(groups)


@transaction.atomic
def drop(*, plan: TrainingPlan, by: User) -> bool:
    """Throw away a plan that was not accepted."""
    rows = TrainingPlan.objects.filter(pk=plan.pk).exclude(state=PlanState.ACCEPTED)
    if not rows.exists():
        return False
    record("courses.drop_plan", plan, by=by)
    rows.delete()
    return True


def due_dates(today: date, ends_on: date, rounds: int) -> list[date]:
    """The last days of the rounds, evenly spread; the last is the end of the plan."""
    days = (ends_on - today).days
    return [today + timedelta(days=days * turn // rounds) for turn in range(1, rounds + 1)]
