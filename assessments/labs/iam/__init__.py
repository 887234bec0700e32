"""Access to a cloud: an explicit refusal wins over every permission, and what nobody permits is refused."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from assessments.labs.iam.policies import (
    EVERYBODY,
    FIELDS,
    INSIDE,
    MFA,
    NO_MFA,
    OUTSIDE,
    Statement,
    World,
    read_statement,
    read_world,
)
from assessments.labs.iam.requests import Request, deciding, read_requests
from assessments.labs.kinds import Verdict
from assessments.labs.rows import (
    Row,
    Unreadable,
    clean_rows,
    rows_allowed,
    rows_in,
    rows_written,
    written_faultless,
)
from assessments.labs.setups import faults_of, goal_faults, outcome_faults, table_at
from assessments.labs.tables import Choice, Column, Hints, TableView, drawn_rows

KEYS = ("rows", "users", "groups", "actions", "resources", "places", "start", "solution")


@dataclass(frozen=True)
class Person:
    name: str
    text: str
    groups: str


@dataclass(frozen=True)
class Named:
    name: str
    text: str


@dataclass(frozen=True)
class IamView(TableView):
    people: tuple[Person, ...]
    groups: tuple[Named, ...]
    places: tuple[Named, ...]
    actions: tuple[str, ...]
    resources: tuple[str, ...]


class Iam:
    def check(self, setup: dict[str, Any], goals: list[dict[str, Any]]) -> list[str]:
        found = faults_of([partial(_read_setup, setup)])
        if found:
            return found
        world = read_world(setup)
        found = goal_faults(goals, lambda goal, place: read_requests(goal, place, world))
        if found:
            return found
        solution = rows_written(FIELDS, setup, "solution")
        solved = self.judge(setup, goals, solution) if solution else None
        return outcome_faults(self.judge(setup, goals, {}), solved)

    def clean(self, setup: dict[str, Any], answer: dict[str, str]) -> dict[str, str]:
        return clean_rows(FIELDS, rows_allowed(setup), answer)

    def judge(
        self, setup: dict[str, Any], goals: list[dict[str, Any]], answer: dict[str, str]
    ) -> list[Verdict]:
        world = read_world(setup)
        statements, broken = [], []
        for row in rows_in(FIELDS, _begun(setup, answer)):
            try:
                statements.append(read_statement(row, world))
            except Unreadable:
                broken.append(row)
        return [_verdict(goal, read_requests(goal, "", world), statements, broken) for goal in goals]

    def show(self, setup: dict[str, Any], answer: dict[str, str]) -> IamView:
        world = read_world(setup)
        read = partial(read_statement, world=world)
        hints = (Hints("tindakan", ("*", *world.actions)), Hints("sumber", ("*", *world.resources)))
        people = tuple(
            Person(one["name"], one.get("text", ""), ", ".join(one.get("groups", [])))
            for one in setup["users"]
        )
        return IamView(
            drawn_rows(
                _columns(world), rows_allowed(setup), _begun(setup, answer), read, _("Pernyataan %(n)s")
            ),
            hints,
            people,
            _named(setup, "groups"),
            _named(setup, "places"),
            world.actions,
            world.resources,
        )


def _read_setup(setup: Any) -> None:
    table = table_at(setup, "setup", KEYS)
    read = partial(read_statement, world=read_world(table))
    for key in ("start", "solution"):
        written_faultless(rows_in(FIELDS, rows_written(FIELDS, table, key)), read, key)


def _begun(setup: dict[str, Any], answer: dict[str, str]) -> dict[str, str]:
    """An empty answer is the policy that the lab begins with."""
    return answer or rows_written(FIELDS, setup, "start")


def _named(setup: dict[str, Any], key: str) -> tuple[Named, ...]:
    return tuple(Named(one["name"], one.get("text", "")) for one in setup.get(key, []))


def _columns(world: World) -> tuple[Column, ...]:
    none = Choice("", _("– pilih –"))
    effects = (none, Choice("izinkan", _("izinkan")), Choice("tolak", _("tolak")))
    principals = (
        none,
        Choice(EVERYBODY, _("semua orang")),
        *(Choice(name, _("grup %(name)s") % {"name": name}) for name in world.groups),
        *(Choice(name, name) for name in world.people),
    )
    conditions = (Choice("", _("tanpa syarat")), *(Choice(one, _condition(one)) for one in world.conditions))
    return (
        Column("effect", _("Efek"), effects),
        Column("principal", _("Siapa"), principals),
        Column("action", _("Tindakan"), hints="tindakan"),
        Column("resource", _("Sumber daya"), hints="sumber"),
        Column("condition", _("Syarat"), conditions),
    )


def _condition(condition: str) -> str:
    if condition in (MFA, NO_MFA):
        return _("dengan MFA") if condition == MFA else _("tanpa MFA")
    if condition.startswith(INSIDE):
        return _("dari %(place)s") % {"place": condition.removeprefix(INSIDE)}
    return _("bukan dari %(place)s") % {"place": condition.removeprefix(OUTSIDE)}


def _verdict(
    goal: dict[str, Any], requests: list[Request], statements: list[Statement], broken: list[Row]
) -> Verdict:
    """Met when every request that the goal speaks of is treated as it should be."""
    for request in requests:
        statement = deciding(statements, request)
        if bool(statement and statement.allows) != goal["allowed"]:
            wrong = _why(statement, request)
            return Verdict(goal["id"], False, " ".join([wrong, *map(_never_holds, broken)]))
    return Verdict(goal["id"], True, _why(deciding(statements, requests[0]), requests[0]))


def _why(statement: Statement | None, request: Request) -> str:
    if statement is None:
        return _("Tidak ada pernyataan yang mengizinkan %(request)s.") % {"request": request}
    words = {"n": statement.number, "statement": statement.text, "request": request}
    if statement.allows:
        return _("Pernyataan %(n)s (%(statement)s) mengizinkan %(request)s.") % words
    return _("Pernyataan %(n)s (%(statement)s) menolak %(request)s; penolakan selalu menang.") % words


def _never_holds(row: Row) -> str:
    return _("Pernyataan %(n)s belum dapat dibaca, jadi tidak pernah berlaku.") % {"n": row.number}
