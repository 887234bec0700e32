"""The way of a packet from device to device, and back. Every way ends: after ``TTL`` hops at the latest."""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network

from django.utils.translation import gettext as _

from assessments.labs.network.segments import Segment, nearest, segment, wire
from assessments.labs.network.state import HOST, Device, End, Network

TTL = 16
EVERYWHERE = IPv4Network("0.0.0.0/0")


@dataclass(frozen=True)
class Stop:
    """``unsent``: the device that wanted to send had no way out."""

    device: str
    reason: str
    unsent: bool = False


@dataclass(frozen=True)
class Hop:
    device: str
    address: IPv4Address


@dataclass(frozen=True)
class Trip:
    """From ``start`` over ``hops``; ``stop`` says why it did not arrive."""

    start: str
    hops: tuple[Hop, ...]
    stop: Stop | None

    @property
    def end(self) -> str:
        return self.hops[-1].device if self.hops else self.start

    @property
    def devices(self) -> list[str]:
        return [self.start, *(hop.device for hop in self.hops)]

    def __str__(self) -> str:
        return " → ".join(self.devices)


@dataclass(frozen=True)
class Echo:
    """A request and its answer, which is None when the request did not arrive."""

    there: Trip
    back: Trip | None

    @property
    def arrives(self) -> bool:
        return self.back is not None and self.back.stop is None

    def __str__(self) -> str:
        if self.there.stop:
            return _("Paket berhenti di %(device)s: %(reason)s.") % _words(self.there.stop)
        if self.back and self.back.stop:
            return _("Paket sampai, tetapi balasannya berhenti di %(device)s: %(reason)s.") % _words(
                self.back.stop
            )
        return _("Paket sampai dan dibalas: %(way)s.") % {"way": self.there}


def _words(stop: Stop) -> dict[str, str]:
    return {"device": stop.device, "reason": stop.reason}


@dataclass(frozen=True)
class Entry:
    """A line of a routing table; ``via`` is None where the network is connected, ``interface`` "" where unusable."""

    network: IPv4Network
    distance: int
    interface: str
    via: IPv4Address | None = None


class Traffic:
    """Packets in a network that does not change meanwhile; what was found out is kept."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._segments: dict[End, Segment] = {}
        self._tables: dict[str, list[Entry]] = {}

    def ping(self, start: Device, target: IPv4Address) -> Echo:
        there = self.travel(start, target)
        if there.stop:
            return Echo(there, None)
        source = self._source(start, target)
        back = self.travel(self.network.devices[there.end], source)
        if back.stop is None and back.end != start.name:
            reason = _("%(address)s dipakai lebih dari satu perangkat") % {"address": source}
            back = Trip(back.start, back.hops, Stop(back.end, reason))
        return Echo(there, back)

    def _source(self, device: Device, target: IPv4Address) -> IPv4Address:
        """The address that a device writes as sender; its own when it speaks to itself."""
        entry = self.way(device, target)
        own = device.interfaces[entry.interface].address if entry else None
        return target if own is None or self._is_at(device, target) else own.ip

    def travel(self, start: Device, target: IPv4Address) -> Trip:
        here, hops = start, list[Hop]()
        for _step in range(TTL):
            if self._is_at(here, target):
                return Trip(start.name, tuple(hops), None)
            if hops and not here.forwards:
                reason = _("paket untuk %(address)s tidak diteruskan, ini bukan router") % {"address": target}
                return Trip(start.name, tuple(hops), Stop(here.name, reason))
            entry = self.way(here, target)
            if entry is None:
                stop = Stop(here.name, self.no_way(here, target), unsent=True)
                return Trip(start.name, tuple(hops), stop)
            found = self._neighbour((here.name, entry.interface), entry.via or target)
            if isinstance(found, Stop):
                return Trip(start.name, tuple(hops), found)
            here = self.network.devices[found[0]]
            hops.append(Hop(here.name, entry.via or target))
        around = " → ".join(hop.device for hop in hops[-3:])
        reason = _("paket berputar sampai TTL habis (%(way)s)") % {"way": around}
        return Trip(start.name, tuple(hops), Stop(here.name, reason))

    def _is_at(self, device: Device, address: IPv4Address) -> bool:
        return any(
            own.ip == address and self.network.line((device.name, interface.name)) == "up"
            for interface, own in device.addressed
        )

    def way(self, device: Device, target: IPv4Address) -> Entry | None:
        """Longest prefix first, then connected before static, then distance, then the order of writing."""
        fitting = (entry for entry in self.table(device) if entry.interface and target in entry.network)
        return next(fitting, None)

    def table(self, device: Device) -> list[Entry]:
        """The routing table in the order in which it is searched, unusable routes included."""
        if device.name not in self._tables:
            connected = [
                Entry(own.network, 0, interface.name)
                for interface, own in device.addressed
                if self.network.line((device.name, interface.name)) == "up"
            ]
            static = [
                Entry(route.network, route.distance, _interface_to(route.via, connected), route.via)
                for route in device.all_routes
            ]
            order = sorted([*connected, *static], key=lambda one: (-one.network.prefixlen, one.distance))
            self._tables[device.name] = order
        return self._tables[device.name]

    def _neighbour(self, end: End, address: IPv4Address) -> End | Stop:
        """The interface on the same segment that holds the address and can answer."""
        owners = [owner for owner in self.network.owners(address) if owner != end]
        here = self._segment(end)
        near = [owner for owner in owners if owner in here.reached]
        if len(near) > 1:
            names = ", ".join(owner[0] for owner in near)
            reason = _("%(address)s dipakai lebih dari satu perangkat (%(names)s)")
            return Stop(end[0], reason % {"address": address, "names": names})
        if near and end in self._segment(near[0]).reached:
            return near[0]
        if near:
            return self._blocked(near[0], end)
        if owners:
            return self._blocked(end, owners[0])
        return Stop(end[0], _("tidak ada perangkat dengan alamat %(address)s") % {"address": address})

    def _blocked(self, start: End, goal: End) -> Stop:
        way = wire(self.network, start, goal)
        if not way:
            reason = _("%(device)s tidak terhubung ke jaringan %(name)s tanpa melewati router")
            return Stop(start[0], reason % {"device": goal[0], "name": start[1]})
        block = nearest([*way, goal], self._segment(start).blocks)
        if block:
            return Stop(block.place[0], str(block))
        reason = _("bingkai tidak sampai ke %(name)s karena VLAN-nya berbeda")
        return Stop(goal[0], reason % {"name": goal[1]})

    def _segment(self, end: End) -> Segment:
        if end not in self._segments:
            self._segments[end] = segment(self.network, end)
        return self._segments[end]

    def no_way(self, device: Device, target: IPv4Address) -> str:
        """Why a device has no usable route to an address, the nearest cause first."""
        return (
            self._no_line(device, target)
            or self._unusable(device, target)
            or _no_gateway(device, target)
            or _("tidak ada rute ke %(network)s") % {"network": self._network_of(target)}
        )

    def _no_line(self, device: Device, target: IPv4Address) -> str:
        addressed = list(device.addressed)
        if not addressed:
            return _("belum ada alamat IP")
        hops = [target, *(route.via for route in device.all_routes if target in route.network)]
        for interface, own in addressed:
            state = self.network.line((device.name, interface.name))
            if state != "up" and any(hop in own.network for hop in hops):
                return line_words(interface.name, state)
        return ""

    def _unusable(self, device: Device, target: IPv4Address) -> str:
        for entry in self.table(device):
            if entry.via and target in entry.network:
                reason = _(
                    "rute %(network)s lewat %(via)s tidak dapat dipakai, %(via)s bukan di jaringan perangkat ini"
                )
                return reason % {"network": entry.network, "via": entry.via}
        return ""

    def _network_of(self, address: IPv4Address) -> IPv4Network | IPv4Address:
        """The network in which its owner has it; the address alone when nobody has."""
        owner = next(iter(self.network.owners(address)), None)
        own = self.network.interface(owner).address if owner else None
        return own.network if own else address


def _no_gateway(device: Device, target: IPv4Address) -> str:
    if device.kind == HOST and device.gateway is None:
        return _("gateway belum diatur, padahal %(address)s di luar jaringannya") % {"address": target}
    return ""


def _interface_to(via: IPv4Address, connected: list[Entry]) -> str:
    fitting = [entry for entry in connected if via in entry.network]
    return max(fitting, key=lambda entry: entry.network.prefixlen).interface if fitting else ""


def line_words(name: str, state: str) -> str:
    """What an interface is, in words; ``state`` as ``Network.line`` gives it."""
    words = {
        "up": _("%(name)s aktif"),
        "down": _("%(name)s dimatikan"),
        "loose": _("%(name)s tidak tersambung kabel"),
        "far": _("%(name)s tersambung ke antarmuka yang dimatikan"),
        "vlan": _("VLAN untuk %(name)s belum dibuat"),
    }
    return words[state] % {"name": name}
