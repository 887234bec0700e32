"""A table of firewall rules: the first one that matches decides, a default decides over the rest.

Rules look at the packet that opens a connection; answers to it come back by themselves.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from assessments.labs.firewall.flows import decisions, read_flow
from assessments.labs.firewall.rules import ACTIONS, FIELDS, PROTOCOLS, Rule, read_networks, read_rule
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
from assessments.labs.setups import Wrong, faults_of, goal_faults, outcome_faults, table_at
from assessments.labs.tables import Choice, Column, Hints, TableView, drawn_rows

KEYS = ("rows", "default", "networks", "start", "solution")


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


class Firewall:
    def check(self, setup: dict[str, Any], goals: list[dict[str, Any]]) -> list[str]:
        found = faults_of([partial(_read_setup, setup)])
        if found:
            return found
        networks = read_networks(setup)
        found = goal_faults(goals, lambda goal, place: read_flow(goal, place, networks))
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
        networks = read_networks(setup)
        rules, broken = [], []
        for row in rows_in(FIELDS, _begun(setup, answer)):
            try:
                rules.append(read_rule(row, networks))
            except Unreadable:
                broken.append(row)
        return [_verdict(setup, goal, rules, broken) for goal in goals]

    def show(self, setup: dict[str, Any], answer: dict[str, str]) -> FirewallView:
        networks = read_networks(setup)
        names = tuple(
            NetworkName(one["name"], one["network"], one.get("text", "")) for one in setup.get("networks", [])
        )
        read = partial(read_rule, networks=networks)
        return FirewallView(
            drawn_rows(_columns(), rows_allowed(setup), _begun(setup, answer), read, _("Aturan %(n)s")),
            (Hints("jaringan", ("semua", *networks)),),
            names,
            _default_words(_allows_rest(setup)),
        )


def _read_setup(setup: Any) -> None:
    table = table_at(setup, "setup", KEYS)
    if table.get("default", "tolak") not in ("izinkan", "tolak"):
        raise Wrong("setup.default", _("harus izinkan atau tolak."))
    read = partial(read_rule, networks=read_networks(table))
    for key in ("start", "solution"):
        written_faultless(rows_in(FIELDS, rows_written(FIELDS, table, key)), read, key)


def _begun(setup: dict[str, Any], answer: dict[str, str]) -> dict[str, str]:
    """An empty answer is the table that the lab begins with."""
    return answer or rows_written(FIELDS, setup, "start")


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


def _verdict(setup: dict[str, Any], goal: dict[str, Any], rules: list[Rule], broken: list[Row]) -> Verdict:
    """Met when every part of the flow is treated as it should be."""
    reason = ""
    for decision in decisions(rules, read_flow(goal, "", read_networks(setup))):
        allows = decision.rule.allows if decision.rule else _allows_rest(setup)
        reason = reason or _why(decision.rule, decision.example, allows)
        if allows != goal["passes"]:
            wrong = _why(decision.rule, decision.example, allows)
            return Verdict(goal["id"], False, " ".join([wrong, *map(_never_matches, broken)]))
    return Verdict(goal["id"], True, reason)


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
