"""A crowd of fictitious staff made inside the database, some ten thousand at a time: the same for the same numbers.

Nothing is carried through this process, so memory stays flat however many there are.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from lms.people.enums import DigitalRole, EmploymentStatus
from lms.people.models import Position, Posting, Unit, User
from lms.skills.models import Evidence, Skill

BATCH = 50_000
FIRST_KEY = 10_000_000  # far above the keys of the demo city
PROOFS = 3
LONG_AGO = date(2020, 1, 1)


def grow(start: int, end: int, units: Sequence[Unit] | None = None) -> None:
    """Add staff number ``start`` to ``end`` - 1, each posted in one of the units and with three proofs."""
    _number("bench_unit", [unit.pk for unit in units or Unit.objects.exclude(parent=None).order_by("pk")])
    _number("bench_post", list(Position.objects.order_by("pk").values_list("pk", flat=True)))
    _number("bench_skill", list(Skill.objects.order_by("pk").values_list("pk", flat=True)))
    for first in range(start, end, BATCH):
        with transaction.atomic():
            _add(first, min(first + BATCH, end))


def _number(table: str, ids: list[int]) -> None:
    """A small table of ids by position, to choose from by remainder."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {table}")
        cursor.execute(f"CREATE TABLE {table} (place integer PRIMARY KEY, id bigint NOT NULL, total integer)")
        rows = [(place, pk, len(ids)) for place, pk in enumerate(ids)]
        cursor.executemany(f"INSERT INTO {table} VALUES (%s, %s, %s)", rows)  # noqa: S608  (our own name)


def _add(first: int, end: int) -> None:
    person = User(
        name="",
        password="!",  # noqa: S106  (nobody can sign in with it)
        employment_status=EmploymentStatus.PNS,
    )
    roles = DigitalRole.values
    role = " ".join(f"WHEN {place} THEN '{value}'" for place, value in enumerate(roles))
    _copies(
        person,
        first,
        end,
        {
            "id": f"{FIRST_KEY} + n",
            "username": "'bench-' || n",
            "name": "'Pegawai ' || ((n * 7919) % 1000003)",
            "digital_role": f"CASE (n / 3) % {len(roles)} {role} END",
        },
    )
    posting = Posting(user_id=0, unit_id=0, position_id=0, valid_from=LONG_AGO)
    joins = (
        " JOIN bench_unit u ON u.place = (n * 7919) % u.total"
        " JOIN bench_post p ON p.place = (n * 104729 / 7) % p.total"
    )
    _copies(
        posting, first, end, {"user_id": f"{FIRST_KEY} + n", "unit_id": "u.id", "position_id": "p.id"}, joins
    )
    for proof in range(PROOFS):
        _prove(first, end, proof)


def _prove(first: int, end: int, proof: int) -> None:
    evidence = Evidence(
        user_id=0, skill_id=0, level=1, source="course", reference="bench", obtained_on=LONG_AGO
    )
    day = _day_before(timezone.localdate(), f"(n * 37 + {proof} * 101) % 900")
    _copies(
        evidence,
        first,
        end,
        {
            "user_id": f"{FIRST_KEY} + n",
            "skill_id": "s.id",
            "level": f"1 + (n / 11 + {proof}) % 4",
            "obtained_on": day,
        },
        f" JOIN bench_skill s ON s.place = (n * 31 + {proof} * 13) % s.total",
    )


def _day_before(today: date, days: str) -> str:
    """The SQL of a day so many days ago."""
    if connection.vendor == "sqlite":
        return f"date('{today}', '-' || ({days}) || ' days')"
    return f"DATE '{today}' - ({days})::integer"


def _copies(row: models.Model, first: int, end: int, said: dict[str, str], joins: str = "") -> None:
    """Insert the row once for each number from ``first`` to ``end`` - 1; ``said`` gives SQL for some columns."""
    meta: Any = row._meta
    fields = [field for field in meta.concrete_fields if not field.primary_key or field.column in said]
    values, params = [], []
    for field in fields:
        values.append(said.get(field.column, "%s"))
        if field.column not in said:
            params.append(field.get_db_prep_save(getattr(row, field.attname), connection))
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    sql = (
        f"INSERT INTO {meta.db_table} ({names})"  # noqa: S608  (our own names)
        f" WITH RECURSIVE numbers(n) AS"
        f" (SELECT CAST({first} AS bigint) UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < {end})"
        f" SELECT {', '.join(values)} FROM numbers{joins}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql.replace(" % ", " %% "), params)


def framework_of(skills: int) -> None:
    """Add skills, each required like one that is there, until there are so many."""
    known = list(Skill.objects.order_by("pk"))
    for number in range(len(known), skills):
        pattern = known[number % len(known)]
        added = Skill.objects.create(
            field=pattern.field, code=f"BN-{number}", name=f"Kompetensi {number}", order=900 + number
        )
        for required in pattern.requirements.all():
            required.pk, required.skill = None, added
            required.save()
