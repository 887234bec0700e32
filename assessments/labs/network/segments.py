"""Where a frame gets to: through cables and switches, by VLAN. A loop of switches is no harm here.

A frame is flooded once through each VLAN of each switch, as if a spanning tree kept loops closed.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.labs.network.state import SWITCH, Device, End, Interface, Network


@dataclass(frozen=True)
class Block:
    """A frame ended at ``place``, a port; ``why`` is a key of ``SAID``."""

    place: End
    why: str
    interface: str
    vlan: int | None = None
    other: int | None = None

    def __str__(self) -> str:
        return SAID[self.why]() % {"name": self.interface, "vlan": self.vlan, "other": self.other}


# Functions, so that the words are of the language in which they are asked for.
SAID = {
    "down": lambda: _("%(name)s dimatikan"),
    "loose": lambda: _("%(name)s tidak tersambung kabel"),
    "no-vlan": lambda: _("VLAN %(vlan)s belum dibuat di sini"),
    "other-vlan": lambda: _("%(name)s ada di VLAN %(other)s, bingkainya di VLAN %(vlan)s"),
    "not-allowed": lambda: _("VLAN %(vlan)s tidak diizinkan di trunk %(name)s"),
    "tagged": lambda: _("%(name)s port akses, bingkainya bertag VLAN %(vlan)s"),
    "no-sub": lambda: _("%(name)s tidak punya sub-antarmuka untuk VLAN %(vlan)s"),
}


@dataclass(frozen=True)
class Segment:
    """Interfaces with addresses that a frame reaches, and where else it ended, nearest first."""

    reached: frozenset[End]
    blocks: tuple[Block, ...]


def segment(network: Network, start: End) -> Segment:
    """How far a broadcast of an interface goes."""
    flood = _Flood(network)
    flood.begin(start)
    return Segment(frozenset(flood.reached - {start}), tuple(flood.blocks))


class _Flood:
    def __init__(self, network: Network) -> None:
        self.network = network
        self.reached: set[End] = set()
        self.blocks: list[Block] = []
        self.seen: set[tuple[str, int]] = set()
        self.waiting: deque[tuple[Device, int, str]] = deque()

    def begin(self, start: End) -> None:
        device, interface = self.network.devices[start[0]], self.network.interface(start)
        if not interface.up:
            self.blocks.append(
                Block((device.name, interface.parent or interface.name), "down", interface.name)
            )
        elif device.kind == SWITCH and interface.tag is not None:
            self._enter(device, interface.tag, interface.name)
        else:
            self._send((device.name, interface.parent or interface.name), interface.tag)
        while self.waiting:
            self._spread(*self.waiting.popleft())

    def _send(self, end: End, tag: int | None) -> None:
        far = self.network.cables.get(end)
        if not self.network.interface(end).up:
            self.blocks.append(Block(end, "down", end[1]))
        elif far is None:
            self.blocks.append(Block(end, "loose", end[1]))
        elif not self.network.interface(far).up:
            self.blocks.append(Block(far, "down", far[1]))
        else:
            self._arrive(far, tag)

    def _arrive(self, end: End, tag: int | None) -> None:
        device, port = self.network.devices[end[0]], self.network.interface(end)
        if device.kind != SWITCH:
            self._deliver(device, end, tag)
        elif tag is not None and not port.trunk:
            self.blocks.append(Block(end, "tagged", port.name, tag))
        else:
            vlan = tag or (port.native if port.trunk else port.access)
            if port.carries(vlan):
                self._enter(device, vlan, port.name)
            else:
                self.blocks.append(Block(end, "not-allowed", port.name, vlan))

    def _deliver(self, device: Device, end: End, tag: int | None) -> None:
        if tag is None:
            self.reached.add(end)
            return
        subs = [one for one in device.interfaces.values() if (one.parent, one.tag) == (end[1], tag)]
        for sub in subs:
            self._reach(device, sub, end[1])
        if not subs:
            self.blocks.append(Block(end, "no-sub", end[1], tag))

    def _reach(self, device: Device, interface: Interface, place: str) -> None:
        if interface.up:
            self.reached.add((device.name, interface.name))
        else:
            self.blocks.append(Block((device.name, place), "down", interface.name))

    def _enter(self, device: Device, vlan: int, ingress: str) -> None:
        if vlan not in device.vlans:
            self.blocks.append(Block((device.name, ingress), "no-vlan", ingress, vlan))
        elif (device.name, vlan) not in self.seen:
            self.seen.add((device.name, vlan))
            self.waiting.append((device, vlan, ingress))

    def _spread(self, device: Device, vlan: int, ingress: str) -> None:
        for interface in device.interfaces.values():
            if interface.tag == vlan:
                self._reach(device, interface, interface.name)
            elif (
                interface.is_port
                and interface.name != ingress
                and (device.name, interface.name) in self.network.cables
            ):
                self._leave(device, interface, vlan)

    def _leave(self, device: Device, port: Interface, vlan: int) -> None:
        end = (device.name, port.name)
        if port.carries(vlan):
            self._send(end, vlan if port.trunk and vlan != port.native else None)
        elif port.trunk:
            self.blocks.append(Block(end, "not-allowed", port.name, vlan))
        else:
            self.blocks.append(Block(end, "other-vlan", port.name, vlan, port.access))


def wire(network: Network, start: End, goal: End) -> list[End]:
    """The ports on a shortest way from one interface to another through cables and switches, whatever is set."""
    first = (start[0], network.interface(start).parent or start[1])
    before: dict[End, End | None] = dict.fromkeys(_ways_out(network, first))
    waiting = deque(before)
    while waiting:
        end = waiting.popleft()
        if end[0] == goal[0] and _leads_to(network, end, goal):
            return _back(before, end)
        for nearer in _neighbours(network, end):
            if nearer not in before:
                before[nearer] = end
                waiting.append(nearer)
    return []


def _leads_to(network: Network, end: End, goal: End) -> bool:
    """Whether a port of the goal's device is the goal's own; a VLAN interface is behind every port of its switch."""
    interface = network.interface(goal)
    return end[1] == (interface.parent or interface.name) or (not interface.is_port and not interface.parent)


def _ways_out(network: Network, first: End) -> list[End]:
    """The port itself, or for a VLAN interface all ports of its switch."""
    device = network.devices[first[0]]
    return (
        [first] if network.interface(first).is_port else [(device.name, port.name) for port in device.ports]
    )


def _neighbours(network: Network, end: End) -> Iterator[End]:
    device = network.devices[end[0]]
    if end in network.cables:
        yield network.cables[end]
    if device.kind == SWITCH:
        yield from ((device.name, port.name) for port in device.ports if port.name != end[1])


def _back(before: dict[End, End | None], end: End) -> list[End]:
    way = [end]
    while (nearer := before[way[-1]]) is not None:
        way.append(nearer)
    return way[::-1]


def nearest(way: list[End], blocks: tuple[Block, ...]) -> Block | None:
    """The block that a frame meets first on its way."""
    order = {place: number for number, place in enumerate(way)}
    return min(
        (block for block in blocks if block.place in order),
        key=lambda block: order[block.place],
        default=None,
    )
