"""What a million staff cost: making them, counting them, looking at them, and changing one or a thousand of them."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from statistics import median

from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.actions.mandates import apply_batch, create_mandate
from courses.models import CoursePage, Mandate
from courses.queries.audience import Audience
from lms.dashboards.bench.crowd import FIRST_KEY, framework_of, grow
from lms.dashboards.bench.measure import Figure
from lms.people.enums import UnitKind
from lms.people.models import Unit, User
from lms.skills.actions.coverage import differences, rebuild_coverage
from lms.skills.actions.evidence import record_all
from lms.skills.bench import cost, hr_client
from lms.skills.models import CoverageCell, Seat, Skill

SMALL, SKILLS = 10_000, 40
DUTY = 10_000  # people of one mandate
AT_ONCE, HANDS = 1_000, 8
TRIALS = 200


def figures(staff: int) -> Iterator[Figure]:
    """Lines of ``make bench ONLY=scale``; goals are for PostgreSQL, and in proportion for fewer staff."""
    framework_of(SKILLS)
    client = hr_client()
    grow(0, SMALL)
    _counted()
    small = dict(_pages(client))
    yield from _making(staff)
    yield _figure(f"rebuild_{staff}", _counted(), "s", 300 * staff / 1_000_000)
    for name, (spent, queries) in _pages(client):
        ratio = spent / small[name][0]
        yield Figure(f"scale.{name}.time", spent * 1000, "ms", f"{SMALL}: {small[name][0] * 1000:.1f}", True)
        yield _figure(f"{name}.queries", queries, "queries", 15)
        yield _figure(f"{name}.ratio", ratio, "x", 1.2)
    yield from _changes()
    wrong, spent = _timed(lambda: sum(1 for _ in differences()))
    yield _figure("differences", wrong, "rows", 0)
    yield Figure("scale.nightly_check", spent, "s", "-", True)
    yield Figure("scale.cells", CoverageCell.objects.count(), "rows", "-", True)
    yield _duty(staff)


def _figure(name: str, value: float, unit: str, goal: float) -> Figure:
    return Figure(f"scale.{name}", value, unit, f"<= {goal:g}", value <= goal)


def _timed(work: Callable[[], int | None]) -> tuple[int, float]:
    began = time.perf_counter()
    answer = work() or 0
    return answer, time.perf_counter() - began


def _making(staff: int) -> Iterator[Figure]:
    _none, spent = _timed(lambda: grow(SMALL, staff))
    yield _figure(f"generate_{staff}", spent, "s", 600 * staff / 1_000_000)


def _counted() -> float:
    """Seconds of a rebuild that finds new people; statistics are fresh, as a database in use has them."""
    _analyse()
    _none, spent = _timed(rebuild_coverage)
    _analyse()
    return spent


def _analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _pages(client: Client) -> Iterator[tuple[str, tuple[float, int]]]:
    """The map, an OPD opened to its units, and the gap list of the whole city."""
    opd = Unit.objects.filter(kind=UnitKind.OPD).order_by("pk")[0]
    yield "map", cost(client, reverse("coverage"))
    yield "drill_down", cost(client, f"{reverse('coverage')}?buka={opd.pk}")
    yield "gaps", cost(client, reverse("gaps"))


def _changes() -> Iterator[Figure]:
    """One proof after the other, then a thousand at once in one OPD."""
    skill = Skill.objects.order_by("pk")[0].pk
    people = list(User.objects.filter(pk__gte=FIRST_KEY, seat__isnull=False).order_by("pk")[:TRIALS])
    times = [_timed(partial(_prove, person, skill, "one"))[1] for person in people]
    yield _figure("update_of_one_proof", median(times) * 1000, "ms", 5)
    waits = _at_once(skill)
    yield _figure("completions_at_once.longest", max(waits), "s", 1)
    yield Figure("scale.completions_at_once.median", median(waits) * 1000, "ms", "-", True)


def _prove(person: User, skill: int, reference: str) -> None:
    record_all(
        user=person,
        levels={skill: 5},
        source="course",
        reference=f"bench-{reference}",
        obtained_on=timezone.localdate(),
        valid_until=None,
    )


def _at_once(skill: int) -> list[float]:
    """Seconds of each of a thousand completions in one OPD, by eight hands; SQLite has one writer, so one hand."""
    busiest = Seat.objects.filter(user__gte=FIRST_KEY).order_by("pk")[0].unit_id
    people = User.objects.filter(seat__unit=busiest, pk__gte=FIRST_KEY).order_by("-pk")[:AT_ONCE]
    hands = 1 if connection.vendor == "sqlite" else HANDS
    if hands == 1:
        return [_timed(partial(_prove, person, skill, "many"))[1] for person in people]
    with ThreadPoolExecutor(hands) as pool:
        return list(pool.map(partial(_alone, skill=skill), list(people)))


def _alone(person: User, skill: int) -> float:
    try:
        return _timed(partial(_prove, person, skill, "many"))[1]
    finally:
        connections.close_all()


def _duty(staff: int) -> Figure:
    """A duty for ten thousand people of one OPD, from the decision to the last enrolment."""
    city = Unit.objects.get(parent=None)
    office = Unit.objects.create(parent=city, code="BENCH", name="Dinas Uji", kind=UnitKind.OPD)
    people = min(DUTY, staff)
    grow(staff, staff + people, [office])
    _analyse()
    _none, spent = _timed(partial(_assign, office))
    found = Mandate.objects.get(unit=office).enrolments.count()
    return _figure(f"mandate_for_{found}", spent, "s", 30 * people / DUTY)


def _assign(office: Unit) -> None:
    due = timezone.now() + timedelta(days=30)
    by = User.objects.get(username="bench-bkpsdm")
    course = CoursePage.objects.live().order_by("pk")[0]
    mandate = create_mandate(course=course, audience=Audience(office), due_at=due, by=by)
    last, count = 0, 1
    while count:
        last, count = apply_batch(mandate=mandate, after=last)
