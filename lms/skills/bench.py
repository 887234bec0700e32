"""What the coverage map costs at 1,000 and at 100,000 staff, in whatever throw-away database is at hand."""

import random
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lms.people.enums import DigitalRole, EmploymentStatus, Role
from lms.people.middleware import PROVEN
from lms.people.models import Position, Posting, RoleGrant, Unit, User
from lms.skills.actions.coverage import differences, rebuild_coverage
from lms.skills.models import CoverageCell, Evidence, Seat, Skill

SMALL, LARGE = 1_000, 100_000
CALLS = 40
BATCH = 5_000
Line = tuple[str, float, str, str, bool]


def figures() -> Iterator[Line]:
    """Lines of ``make bench``: name, value, unit, goal, ok."""
    client = hr_client()
    _grow(SMALL)
    _rebuilt()
    small, queries = cost(client, reverse("coverage"))
    yield "skills.map_1000.time", small * 1000, "ms", "-", True
    yield "skills.map_1000.queries", queries, "queries", "<= 15", queries <= 15
    _grow(LARGE)
    spent = _rebuilt()
    yield "skills.rebuild_100000.time", spent, "s", "<= 60", spent <= 60
    large, queries = cost(client, reverse("coverage"))
    yield "skills.map_100000.time", large * 1000, "ms", "-", True
    yield "skills.map_100000.queries", queries, "queries", "<= 15", queries <= 15
    yield "skills.map_100000.ratio", large / small, "x", "<= 1.2", large / small <= 1.2
    gaps, queries = cost(client, reverse("gaps"))
    yield "skills.gaps_100000.time", gaps * 1000, "ms", "-", True
    yield "skills.gaps_100000.queries", queries, "queries", "<= 15", queries <= 15
    wrong = sum(1 for _ in differences())
    yield "skills.differences_100000", wrong, "cells", "0", wrong == 0
    yield "skills.cells_100000", CoverageCell.objects.count(), "rows", "-", True


def _rebuilt() -> float:
    """Seconds of a rebuild that finds new people; then fresh statistics, as a database in use has them."""
    began = time.perf_counter()
    rebuild_coverage()
    spent = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return spent


def hr_client() -> Client:
    user = User.objects.create_user("bench-bkpsdm", name="Bench")
    RoleGrant.objects.create(
        user=user, role=Role.HR, unit=Unit.objects.get(parent=None), valid_from=date(2020, 1, 1)
    )
    client = Client()
    client.force_login(user)
    session = client.session
    session[PROVEN] = user.pk
    session.save()
    return client


def cost(client: Client, address: str) -> tuple[float, int]:
    """Seconds of the quickest of many calls (the others waited for the machine), and queries, after a warm-up."""
    with CaptureQueriesContext(connection) as seen:
        client.get(address)
    queries = len(seen)  # before later requests empty the log
    times = []
    for _ in range(CALLS):
        began = time.perf_counter()
        answer = client.get(address)
        times.append(time.perf_counter() - began)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return min(times), queries


def _grow(staff: int) -> None:
    """Add fictitious staff until so many have a seat: each in some unit and post, most with some evidence."""
    dice = random.Random(staff)  # noqa: S311  (fictitious people, no secret)
    units = list(Unit.objects.exclude(parent=None))
    posts = list(Position.objects.all())
    skills = list(Skill.objects.all())
    first = Seat.objects.count()
    for start in range(first, staff, BATCH):
        people = _people(start, min(start + BATCH, staff), dice)
        _place(people, units, posts, skills, dice)


def _people(start: int, end: int, dice: random.Random) -> Sequence[User]:
    return User.objects.bulk_create(
        User(
            username=f"bench-{number}",
            name=f"Pegawai {dice.randrange(10**6)}",
            password="!",  # noqa: S106  (nobody can sign in with it)
            employment_status=EmploymentStatus.PNS,
            digital_role=dice.choice(DigitalRole.values),
        )
        for number in range(start, end)
    )


def _place(
    people: Sequence[User],
    units: Sequence[Unit],
    posts: Sequence[Position],
    skills: Sequence[Skill],
    dice: random.Random,
) -> None:
    long_ago, today = date(2020, 1, 1), timezone.localdate()
    Posting.objects.bulk_create(
        Posting(user=user, unit=dice.choice(units), position=dice.choice(posts), valid_from=long_ago)
        for user in people
    )
    Evidence.objects.bulk_create(
        Evidence(
            user=user,
            skill=skill,
            level=dice.randrange(1, 5),
            source="course",
            reference="bench",
            obtained_on=today - timedelta(days=dice.randrange(500)),
        )
        for user in people
        for skill in dice.sample(skills, 2)
    )
