"""A small network of hosts, switches and routers that is set up by commands."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from assessments.labs.kinds import Verdict
from assessments.labs.network.goals import judged, read_ping
from assessments.labs.network.plan import Plan, read_plan
from assessments.labs.network.sessions import (
    LINE_LIMIT,
    MOST_LINES,
    Said,
    Session,
    clean_log,
    commands,
    replayed,
)
from assessments.labs.network.topology import Topology, drawn, kind_text
from assessments.labs.setups import Wrong, faults_of, goal_faults, list_at, outcome_faults, text_at


@dataclass(frozen=True)
class DeviceChoice:
    """``text`` says kind and state; ``chosen``: the last command went there."""

    name: str
    text: str
    chosen: bool


@dataclass(frozen=True)
class NetworkView:
    """``log`` as it is stored; ``left``: how many commands may still be typed; ``limit``: how long one may be."""

    log: str
    transcript: tuple[Said, ...]
    devices: tuple[DeviceChoice, ...]
    topology: Topology
    left: int
    limit: int


class NetworkLab:
    def check(self, setup: dict[str, Any], goals: list[dict[str, Any]]) -> list[str]:
        found = faults_of([partial(read_plan, setup)])
        if found:
            return found
        plan = read_plan(setup)
        found = faults_of([partial(_solution, setup, plan)])
        found += goal_faults(goals, lambda goal, place: read_ping(goal, place, plan.start))
        if found:
            return found
        solution = _solution(setup, plan)
        solved = [judged(goal, replayed(plan.network(), solution)) for goal in goals] if solution else None
        return outcome_faults(self.judge(setup, goals, {}), solved)

    def clean(self, setup: dict[str, Any], answer: dict[str, str]) -> dict[str, str]:
        return clean_log([device["name"] for device in setup["devices"]], answer)

    def judge(
        self, setup: dict[str, Any], goals: list[dict[str, Any]], answer: dict[str, str]
    ) -> list[Verdict]:
        network = replayed(read_plan(setup).network(), commands(answer.get("log", "")))
        return [judged(goal, network) for goal in goals]

    def show(self, setup: dict[str, Any], answer: dict[str, str]) -> NetworkView:
        plan, log = read_plan(setup), answer.get("log", "")
        session = Session(plan.network())
        transcript = tuple(session.say(device, command) for device, command in commands(log))
        last = transcript[-1].device if transcript else ""
        return NetworkView(
            log,
            transcript,
            tuple(
                DeviceChoice(
                    device.name, _choice(device.name, device.kind, device.locked), device.name == last
                )
                for device in session.network.devices.values()
            ),
            drawn(plan, session.network),
            MOST_LINES - len(transcript),
            LINE_LIMIT - max(map(len, plan.places)) - len(": "),
        )


def _choice(name: str, kind: str, locked: bool) -> str:
    words = {"name": name, "kind": kind_text(kind)}
    return _("%(name)s (%(kind)s, hanya dilihat)") % words if locked else _("%(name)s (%(kind)s)") % words


def _solution(setup: dict[str, Any], plan: Plan) -> list[tuple[str, str]]:
    """The author's commands; each must be done without a fault."""
    session, listed = Session(plan.network()), []
    for number, line in enumerate(list_at(setup.get("solution", []), "setup.solution", MOST_LINES), start=1):
        place = _("setup.solution, baris %(n)s") % {"n": number}
        device, _colon, command = text_at(line, place).partition(": ")
        if device not in plan.start.devices:
            raise Wrong(place, _("tulis seperti r1: ip address 10.0.1.1/24."))
        said = session.say(device, command)
        if said.fault:
            raise Wrong(place, said.output[0])
        listed.append((device, command))
    return listed
