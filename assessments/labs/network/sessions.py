"""The log of an answer, one command a line, and the network after it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assessments.labs.kinds import bad_response, storable
from assessments.labs.network.configuring import CHANGES
from assessments.labs.network.language import CommandError, understood
from assessments.labs.network.packets import Traffic
from assessments.labs.network.state import Network
from assessments.labs.network.telling import LOOKS

MOST_LINES = 200
LINE_LIMIT = 120
KEYS = {"log", "perangkat", "perintah"}


@dataclass(frozen=True)
class Said:
    """One command and what came of it; ``fault``: it was not done."""

    device: str
    command: str
    output: tuple[str, ...]
    fault: bool


def clean_log(names: Sequence[str], answer: Any) -> dict[str, str]:
    """``log`` with the new command of ``perangkat`` and ``perintah`` at its end."""
    if not isinstance(answer, dict) or not set(answer) <= KEYS or not all(map(storable, answer.values())):
        raise bad_response()
    known = {name.casefold(): name for name in names}
    lines = [_cleaned(line, known) for line in answer.get("log", "").splitlines() if line.strip()]
    for command in answer.get("perintah", "").splitlines():
        if command.strip():
            lines.append(_cleaned(f"{answer.get('perangkat', '')}: {command}", known))
    if len(lines) > MOST_LINES:
        raise bad_response()
    return {"log": "\n".join(lines)} if lines else {}


def _cleaned(line: str, known: dict[str, str]) -> str:
    """``device: command`` with the device's own spelling."""
    device, _colon, command = line.partition(":")
    name, words = known.get(device.strip().casefold()), " ".join(command.split())
    if name is None or not words or len(f"{name}: {words}") > LINE_LIMIT:
        raise bad_response()
    return f"{name}: {words}"


def commands(log: str) -> list[tuple[str, str]]:
    """Device and command of each line."""
    pairs = (line.partition(": ") for line in log.splitlines() if line)
    return [(device, command) for device, _colon, command in pairs]


def replayed(network: Network, listed: Iterable[tuple[str, str]]) -> Network:
    """The network after these commands; what only looks is left out, what fails changes nothing."""
    session = Session(network)
    for device, command in listed:
        session.say(device, command, look=False)
    return network


class Session:
    """Commands one after the other; what was found out about traffic is kept until something changes."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.traffic = Traffic(network)

    def say(self, name: str, command: str, *, look: bool = True) -> Said:
        try:
            return Said(name, command, tuple(self._done(name, command, look=look)), False)
        except CommandError as error:
            return Said(name, command, (str(error),), True)

    def _done(self, name: str, command: str, *, look: bool) -> list[str]:
        device = self.network.devices[name]
        form, words = understood(command, device.kind)
        if form.reads:
            return LOOKS[form.words](self.traffic, device, words) if look else []
        if device.locked:
            raise CommandError(
                _("%(device)s dikelola pihak lain: Anda hanya dapat melihat.") % {"device": name}
            )
        CHANGES[form.words](device, words)
        self.traffic = Traffic(self.network)
        return []
