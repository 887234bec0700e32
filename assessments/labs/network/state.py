"""A network at one moment: devices, their interfaces and settings, and the cables between them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Interface, IPv4Network

HOST, SWITCH, ROUTER = "host", "switch", "router"
KINDS = (HOST, SWITCH, ROUTER)
DEFAULT_VLAN = 1
LAST_VLAN = 4094

End = tuple[str, str]
"""A device and one of its interfaces, by name."""


@dataclass
class Interface:
    """A port, a sub-interface (``parent`` and ``tag``) or a VLAN interface (``tag`` alone).

    ``allowed``: VLANs of a trunk, None for all. Only ports of switches have access and trunk settings.
    """

    name: str
    parent: str = ""
    tag: int | None = None
    up: bool = True
    address: IPv4Interface | None = None
    trunk: bool = False
    access: int = DEFAULT_VLAN
    native: int = DEFAULT_VLAN
    allowed: frozenset[int] | None = None

    @property
    def is_port(self) -> bool:
        return self.tag is None

    def carries(self, vlan: int) -> bool:
        if not self.trunk:
            return self.access == vlan
        return self.allowed is None or vlan in self.allowed


@dataclass(frozen=True)
class Route:
    network: IPv4Network
    via: IPv4Address
    distance: int = 1


@dataclass
class Device:
    """``current``: the interface that commands are about; ``locked``: a learner may only look at it."""

    name: str
    kind: str
    interfaces: dict[str, Interface]
    locked: bool = False
    vlans: dict[int, str] = field(default_factory=lambda: {DEFAULT_VLAN: "default"})
    routes: list[Route] = field(default_factory=list)
    gateway: IPv4Address | None = None
    routing: bool = False
    current: str = ""

    def __post_init__(self) -> None:
        self.rest()

    def rest(self) -> None:
        """Commands are about no interface, unless there is only one."""
        self.current = next(iter(self.interfaces)) if len(self.interfaces) == 1 else ""

    @property
    def ports(self) -> Iterator[Interface]:
        return (interface for interface in self.interfaces.values() if interface.is_port)

    @property
    def addressed(self) -> Iterator[tuple[Interface, IPv4Interface]]:
        for interface in self.interfaces.values():
            if interface.address:
                yield interface, interface.address

    @property
    def forwards(self) -> bool:
        return self.kind == ROUTER or (self.kind == SWITCH and self.routing)

    @property
    def all_routes(self) -> list[Route]:
        """Static routes in the order of writing, with the gateway as the last of them."""
        gateway = [Route(IPv4Network("0.0.0.0/0"), self.gateway)] if self.gateway else []
        return [*self.routes, *gateway]


@dataclass
class Network:
    """``cables`` holds each cable twice, once from each end."""

    devices: dict[str, Device]
    cables: dict[End, End]

    def interface(self, end: End) -> Interface:
        return self.devices[end[0]].interfaces[end[1]]

    def owners(self, address: IPv4Address) -> list[End]:
        """The interfaces with this address, up or not."""
        return [
            (device.name, interface.name)
            for device in self.devices.values()
            for interface, own in device.addressed
            if own.ip == address
        ]

    def line(self, end: End) -> str:
        """``up`` when frames can pass; otherwise ``down``, ``loose`` (no cable), ``far`` or ``vlan`` (not there)."""
        device, interface = self.devices[end[0]], self.interface(end)
        if not interface.up:
            return "down"
        if device.kind == SWITCH and interface.tag is not None:
            return "up" if interface.tag in device.vlans else "vlan"
        port = (end[0], interface.parent or interface.name)
        if not self.interface(port).up:
            return "down"
        if port not in self.cables:
            return "loose"
        return "up" if self.interface(self.cables[port]).up else "far"
