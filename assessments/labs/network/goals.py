"""What a network must do: packets that arrive and come back, and packets that must not."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assessments.labs.kinds import Verdict
from assessments.labs.network.language import CommandError
from assessments.labs.network.packets import Echo, Traffic
from assessments.labs.network.plan import read_end
from assessments.labs.network.state import Device, End, Network
from assessments.labs.network.telling import target_named
from assessments.labs.network.words import read_address
from assessments.labs.setups import Wrong, flag_at, list_at, table_at, text_at

KEYS = ("id", "text", "weight", "type", "from", "to", "arrives", "through", "down")


@dataclass(frozen=True)
class Ping:
    """``to``: an address or a device; ``through``: devices that the way must touch; ``down``: broken meanwhile."""

    start: str
    to: str
    arrives: bool
    through: tuple[str, ...]
    down: tuple[End, ...]


def read_ping(goal: dict[str, Any], place: str, network: Network) -> Ping:
    table_at(goal, place, KEYS)
    if goal.get("type", "ping") != "ping":
        raise Wrong(f"{place}, type", _("harus ping."))
    devices = network.devices
    to = text_at(goal.get("to"), f"{place}, to")
    if to not in devices:
        try:
            read_address(to)
        except CommandError as error:
            raise Wrong(f"{place}, to", str(error)) from None
    through = list_at(goal.get("through", []), f"{place}, through", 10)
    down = list_at(goal.get("down", []), f"{place}, down", 10)
    return Ping(
        _device(goal.get("from"), f"{place}, from", devices),
        to,
        flag_at(goal.get("arrives"), f"{place}, arrives"),
        tuple(_device(name, f"{place}, through", devices) for name in through),
        tuple(read_end(end, f"{place}, down", devices) for end in down),
    )


def _device(value: Any, place: str, devices: dict[str, Device]) -> str:
    name = text_at(value, place)
    if name not in devices:
        raise Wrong(place, _("perangkat %(name)s tidak ada.") % {"name": name})
    return name


def judged(goal: dict[str, Any], network: Network) -> Verdict:
    """``network`` is as it was before when this is over."""
    ping = read_ping(goal, "", network)
    cut = [interface for interface in map(network.interface, ping.down) if interface.up]
    for interface in cut:
        interface.up = False
    met, reason = _outcome(ping, network)
    for interface in cut:
        interface.up = True
    return Verdict(goal["id"], met, reason)


def _outcome(ping: Ping, network: Network) -> tuple[bool, str]:
    """Without addresses at both ends nothing is shown, not even that a packet is stopped."""
    start = network.devices[ping.start]
    try:
        target = target_named(network, [ping.to])
    except CommandError as error:
        return False, str(error)
    if not any(True for _own in start.addressed):
        return False, _("%(device)s belum punya alamat.") % {"device": start.name}
    echo = Traffic(network).ping(start, target)
    if not ping.arrives:
        return not echo.arrives, _("Seharusnya tidak sampai. %(echo)s") % {
            "echo": echo
        } if echo.arrives else str(echo)
    missed = _missed(ping, echo)
    if echo.arrives and missed:
        return False, _("Paket tidak melewati %(device)s: %(way)s.") % {"device": missed, "way": echo.there}
    return echo.arrives, str(echo)


def _missed(ping: Ping, echo: Echo) -> str:
    return next((name for name in ping.through if name not in echo.there.devices), "")
