"""What the solver is asked: groups of people who lack the same, courses, promises and room. Rows stay in order."""

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import Count, Sum

from courses.models import CoursePage, Enrolment, TrainingPlan
from courses.planning import Course, Goal, Group, Lacking, Promise, Task, away_at_once
from courses.queries.taught import taught_by_course
from lms.people.models import Unit
from lms.skills.models import CoverageSum, Field, Seat, Skill
from lms.skills.queries.targets import target_for
from lms.skills.querysets import held_by, seats_in_turn, standard_of


def task_of(plan: TrainingPlan) -> Task:
    units = {unit.pk: unit for unit in Unit.objects.current().below(plan.unit)}
    fields = dict(Skill.objects.order_by().values_list("pk", "field_id"))
    groups, awaited = _groups(units, fields)
    return Task(
        groups=groups,
        courses=_courses(),
        promises=_promises(units, awaited, plan.ends_on.year),
        room=_room(units, plan),
        budget=plan.jp_budget,
        fields=fields,
    )


def _groups(
    units: Mapping[int, Unit], fields: Mapping[int, int]
) -> tuple[tuple[Group, ...], dict[Goal, int]]:
    """People who lack something that no course they are in will bring; and what those courses will bring."""
    standard = standard_of()
    alike: dict[tuple[int, Lacking], list[int]] = defaultdict(list)
    awaited: dict[Goal, int] = defaultdict(int)
    for seats in seats_in_turn(Seat.objects.filter(unit__in=units)):
        people = [seat.user_id for seat in seats]
        held, coming = held_by(people), _coming(people)
        for seat in seats:
            required = standard.get((seat.post_group, seat.digital_role), {})
            short = {
                (skill, needs)
                for skill, needs in required.items()
                if held[seat.user_id].get(skill, 0) < needs
            }
            expected = {pair for pair in short if coming[seat.user_id].get(pair[0], 0) >= pair[1]}
            opd = units[seat.unit_id].opd_id or seat.unit_id
            for skill, _needs in expected:
                awaited[opd, fields[skill]] += 1
            if short - expected:
                alike[seat.unit_id, frozenset(short - expected)].append(seat.user_id)
    rows = sorted(alike.items(), key=lambda row: (row[0][0], sorted(row[0][1])))
    groups = (
        Group(unit, units[unit].opd_id or unit, lacking, tuple(people)) for (unit, lacking), people in rows
    )
    return tuple(groups), awaited


def _coming(people: list[int]) -> dict[int, dict[int, int]]:
    """What the open enrolments of these people will prove."""
    coming: dict[int, dict[int, int]] = {pk: {} for pk in people}
    rows = Enrolment.objects.open().filter(user__in=people).order_by()
    for user, skill, level in rows.values_list(
        "user_id", "course__skills_taught__skill_id", "course__skills_taught__level"
    ):
        if skill is not None:
            coming[user][skill] = max(level, coming[user].get(skill, 0))
    return coming


def _courses() -> tuple[Course, ...]:
    """Published courses that prove something, the shortest first."""
    taught = taught_by_course()
    rows = CoursePage.objects.live().filter(pk__in=taught).order_by("jp", "pk").values_list("pk", "jp")
    return tuple(Course(pk, max(jp, 1), tuple(taught[pk])) for pk, jp in rows)


def _promises(units: Mapping[int, Unit], awaited: Mapping[Goal, int], year: int) -> dict[Goal, Promise]:
    opds = [unit for unit in units.values() if unit.opd_id in {unit.pk, None}]
    targets = target_for(opds, Field.objects.all(), year)
    rows = CoverageSum.objects.filter(unit__in=units).order_by()
    sums: dict[Goal, list[int]] = defaultdict(lambda: [0, 0])
    for unit, field, staff, met in rows.values_list("unit_id", "skill__field_id").annotate(
        Sum("staff"), Sum("met")
    ):
        goal = (units[unit].opd_id or unit, field)
        sums[goal][0] += staff
        sums[goal][1] += met
    return {
        goal: Promise(staff, met + awaited.get(goal, 0), targets[goal])
        for goal, (staff, met) in sorted(sums.items())
        if goal in targets and staff
    }


def _room(units: Mapping[int, Unit], plan: TrainingPlan) -> dict[int, int]:
    rows = Seat.objects.filter(unit__in=units).order_by().values_list("unit_id").annotate(Count("pk"))
    return {unit: plan.rounds * away_at_once(staff, plan.percent_away) for unit, staff in rows}
