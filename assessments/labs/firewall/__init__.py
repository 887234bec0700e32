"""A table of firewall rules: the first one that matches decides, a default decides over the rest.

Rules look at the packet that opens a connection; answers to it come back by themselves.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assessments.labs.firewall.flows import Flow, decisions, read_flow
from assessments.labs.firewall.rules import (
    ACTIONS,
    FIELDS,
    PROTOCOLS,
    Networks,
    Rule,
    read_networks,
    read_rule,
)
from assessments.labs.kinds import Verdict
from assessments.labs.rowlab import RowLab
from assessments.labs.rows import Row
from assessments.labs.setups import Wrong
from assessments.labs.tables import Choice, Column, Hints, TableView


@dataclass(frozen=True)
class NetworkName:
    name: str
    network: str
    text: str


@dataclass(frozen=True)
class FirewallView(TableView):
    """``default``: what happens to flows that no rule matches, in words."""

    networks: tuple[NetworkName, ...]
    default: str


class Firewall(RowLab):
    keys = ("rows", "default", "networks", "start", "solution")
    fields = FIELDS

    def world(self, setup: dict[str, Any]) -> Networks:
        if setup.get("default", "tolak") not in ("izinkan", "tolak"):
            raise Wrong("setup.default", _("harus izinkan atau tolak."))
        return read_networks(setup)

    def read_row(self, row: Row, world: Networks) -> Rule:
        return read_rule(row, world)

    def read_goal(self, goal: dict[str, Any], place: str, world: Networks) -> Flow:
        return read_flow(goal, place, world)

    def verdict(
        self,
        setup: dict[str, Any],
        goal: dict[str, Any],
        world: Networks,
        rows: list[Rule],
        broken: list[Row],
    ) -> Verdict:
        """Met when every part of the flow is treated as it should be."""
        reason = ""
        for decision in decisions(rows, read_flow(goal, "", world)):
            allows = decision.rule.allows if decision.rule else _allows_rest(setup)
            why = _why(decision.rule, decision.example, allows)
            reason = reason or why
            if allows != goal["passes"]:
                return Verdict(goal["id"], False, " ".join([why, *map(_never_matches, broken)]))
        return Verdict(goal["id"], True, reason)

    def show(self, setup: dict[str, Any], answer: dict[str, str]) -> FirewallView:
        names = tuple(
            NetworkName(one["name"], one["network"], one.get("text", "")) for one in setup.get("networks", [])
        )
        return FirewallView(
            self.drawn(setup, answer, _columns(), _("Aturan %(n)s")),
            (Hints("jaringan", ("semua", *self.world(setup))),),
            names,
            _default_words(_allows_rest(setup)),
        )


def _allows_rest(setup: dict[str, Any]) -> bool:
    return ACTIONS[setup.get("default", "tolak")]


def _default_words(allows: bool) -> str:
    return (
        _("Yang tidak cocok dengan satu aturan pun diizinkan.")
        if allows
        else _("Yang tidak cocok dengan satu aturan pun ditolak.")
    )


def _columns() -> tuple[Column, ...]:
    none = Choice("", _("– pilih –"))
    actions = (none, Choice("izinkan", _("izinkan")), Choice("tolak", _("tolak")))
    protocols = (none, *(Choice(name, name) for name in PROTOCOLS), Choice("semua", _("semua")))
    return (
        Column("action", _("Tindakan"), actions),
        Column("protocol", _("Protokol"), protocols),
        Column("source", _("Asal"), hints="jaringan"),
        Column("destination", _("Tujuan"), hints="jaringan"),
        Column("port", _("Port")),
    )


def _why(rule: Rule | None, example: str, allows: bool) -> str:
    if rule is None:
        return _("Tidak ada aturan yang cocok untuk %(flow)s. %(default)s") % {
            "flow": example,
            "default": _default_words(allows),
        }
    return _("Aturan %(n)s (%(rule)s) cocok lebih dulu untuk %(flow)s.") % {
        "n": rule.number,
        "rule": rule.text,
        "flow": example,
    }


def _never_matches(row: Row) -> str:
    return _("Aturan %(n)s belum dapat dibaca, jadi tidak pernah cocok.") % {"n": row.number}
