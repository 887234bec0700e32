"""Access to a cloud: an explicit refusal wins over every permission, and what nobody permits is refused."""

from dataclasses import dataclass
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
from assessments.labs.rowlab import RowLab
from assessments.labs.rows import Row
from assessments.labs.tables import Choice, Column, Hints, TableView


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


class Iam(RowLab):
    keys = ("rows", "users", "groups", "actions", "resources", "places", "start", "solution")
    fields = FIELDS

    def world(self, setup: dict[str, Any]) -> World:
        return read_world(setup)

    def read_row(self, row: Row, world: World) -> Statement:
        return read_statement(row, world)

    def read_goal(self, goal: dict[str, Any], place: str, world: World) -> list[Request]:
        return read_requests(goal, place, world)

    def verdict(
        self,
        setup: dict[str, Any],
        goal: dict[str, Any],
        world: World,
        rows: list[Statement],
        broken: list[Row],
    ) -> Verdict:
        """Met when every request that the goal speaks of is treated as it should be."""
        requests = read_requests(goal, "", world)
        for request in requests:
            statement = deciding(rows, request)
            if bool(statement and statement.allows) != goal["allowed"]:
                wrong = _why(statement, request)
                return Verdict(goal["id"], False, " ".join([wrong, *map(_never_holds, broken)]))
        return Verdict(goal["id"], True, _why(deciding(rows, requests[0]), requests[0]))

    def show(self, setup: dict[str, Any], answer: dict[str, str]) -> IamView:
        world = self.world(setup)
        people = tuple(
            Person(one["name"], one.get("text", ""), ", ".join(one.get("groups", [])))
            for one in setup["users"]
        )
        return IamView(
            self.drawn(setup, answer, _columns(world), _("Pernyataan %(n)s")),
            (Hints("tindakan", ("*", *world.actions)), Hints("sumber", ("*", *world.resources))),
            people,
            _named(setup, "groups"),
            _named(setup, "places"),
            world.actions,
            world.resources,
        )


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


def _why(statement: Statement | None, request: Request) -> str:
    if statement is None:
        return _("Tidak ada pernyataan yang mengizinkan %(request)s.") % {"request": request}
    words = {"n": statement.number, "statement": statement.text, "request": request}
    if statement.allows:
        return _("Pernyataan %(n)s (%(statement)s) mengizinkan %(request)s.") % words
    return _("Pernyataan %(n)s (%(statement)s) menolak %(request)s; penolakan selalu menang.") % words


def _never_holds(row: Row) -> str:
    return _("Pernyataan %(n)s belum dapat dibaca, jadi tidak pernah berlaku.") % {"n": row.number}
