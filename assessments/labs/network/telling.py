"""Commands that only look. Each takes traffic, device and the words after its form, and gives lines of text."""

from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address

from django.utils.translation import gettext as _

from assessments.labs.network.language import CommandError, helped
from assessments.labs.network.packets import Entry, Traffic
from assessments.labs.network.state import DEFAULT_VLAN, SWITCH, Device, Interface, Network
from assessments.labs.network.words import nothing_left, read_address, span_of_vlans

Words = Sequence[str]


def columns(rows: Iterable[Sequence[str]]) -> list[str]:
    """Rows as lines, with their columns one under the other."""
    listed = [list(row) for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*listed, strict=True)]
    return [
        "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in listed
    ]


def interfaces(traffic: Traffic, device: Device, words: Words) -> list[str]:
    head = [_("Antarmuka"), _("Keadaan"), _("Alamat")]
    rows = [
        [one.name, _state(traffic.network, device, one), str(one.address or "-")]
        for one in device.interfaces.values()
    ]
    if device.kind == SWITCH:
        head.append("VLAN")
        rows = [[*row, _vlan(one)] for row, one in zip(rows, device.interfaces.values(), strict=True)]
    told = columns([head, *rows])
    return [*told, f"gateway {device.gateway}"] if device.gateway else told


def _state(network: Network, device: Device, interface: Interface) -> str:
    words = {
        "up": _("aktif"),
        "down": _("dimatikan"),
        "loose": _("tanpa kabel"),
        "far": _("lawan dimatikan"),
        "vlan": _("VLAN belum ada"),
    }
    return words[network.line((device.name, interface.name))]


def _vlan(interface: Interface) -> str:
    if interface.tag is not None:
        return str(interface.tag)
    if not interface.trunk:
        return f"access {interface.access}"
    return f"trunk {_allowed(interface)}, native {interface.native}"


def _allowed(interface: Interface) -> str:
    return "all" if interface.allowed is None else span_of_vlans(interface.allowed) or "none"


def vlans(traffic: Traffic, device: Device, words: Words) -> list[str]:
    rows = [
        [
            str(vlan),
            name,
            ", ".join(port.name for port in device.ports if not port.trunk and port.access == vlan) or "-",
        ]
        for vlan, name in sorted(device.vlans.items())
    ]
    trunks = [port for port in device.ports if port.trunk]
    told = columns([["VLAN", _("Nama"), _("Port akses")], *rows])
    return [*told, *(f"trunk {port.name}: {_allowed(port)}, native {port.native}" for port in trunks)]


def routes(traffic: Traffic, device: Device, words: Words) -> list[str]:
    table = traffic.table(device)
    if not table:
        return [_("Tabel rute kosong.")]
    told = [_("C = tersambung langsung, S = statis, - = tidak dapat dipakai")]
    return told + columns([_route(entry) for entry in table])


def _route(entry: Entry) -> list[str]:
    if entry.via is None:
        return ["C", str(entry.network), "", entry.interface]
    distance = f"[{entry.distance}]" if entry.distance > 1 else ""
    return [
        "S" if entry.interface else "-",
        str(entry.network),
        f"via {entry.via} {distance}".strip(),
        entry.interface,
    ]


def configuration(traffic: Traffic, device: Device, words: Words) -> list[str]:
    """What is set, as commands that would set it again."""
    lines = [
        f"vlan {vlan} name {name}" for vlan, name in sorted(device.vlans.items()) if vlan != DEFAULT_VLAN
    ]
    for interface in device.interfaces.values():
        lines += [f"interface {interface.name}", *(f" {line}" for line in _settings(device, interface))]
    lines += ["ip routing"] if device.routing else []
    lines += [f"ip gateway {device.gateway}"] if device.gateway else []
    for route in device.routes:
        distance = f" {route.distance}" if route.distance > 1 else ""
        lines.append(f"ip route {route.network} via {route.via}{distance}")
    return lines


def _settings(device: Device, interface: Interface) -> list[str]:
    lines = []
    if interface.parent:
        lines.append(f"encapsulation dot1q {interface.tag}")
    elif device.kind == SWITCH and interface.trunk:
        lines += [f"switchport trunk allowed vlan {_allowed(interface)}"]
        lines += (
            [f"switchport trunk native vlan {interface.native}"] if interface.native != DEFAULT_VLAN else []
        )
    elif device.kind == SWITCH and interface.is_port:
        lines.append(f"switchport access vlan {interface.access}")
    lines += [f"ip address {interface.address}"] if interface.address else []
    return [*lines, "no shutdown" if interface.up else "shutdown"]


def ping(traffic: Traffic, device: Device, words: Words) -> list[str]:
    target = target_named(traffic.network, words)
    echo = traffic.ping(device, target)
    if echo.arrives:
        return [_("Balasan dari %(address)s: 4 dari 4 paket kembali.") % {"address": target}]
    stop = echo.there.stop
    if stop and stop.unsent and stop.device == device.name:
        return [_("Tidak terkirim: %(reason)s.") % {"reason": stop.reason}]
    if stop and stop.unsent and _hears(traffic, device, echo.there.end):
        return [
            _("%(device)s menjawab: %(address)s tidak dapat dicapai.")
            % {"device": stop.device, "address": target}
        ]
    return [
        _("Waktu habis: tidak ada balasan dari %(address)s, 0 dari 4 paket kembali.") % {"address": target}
    ]


def _hears(traffic: Traffic, device: Device, other: str) -> bool:
    """Whether what another device sends arrives here."""
    own = next((own.ip for _interface, own in device.addressed), None)
    return own is not None and traffic.travel(traffic.network.devices[other], own).stop is None


def traceroute(traffic: Traffic, device: Device, words: Words) -> list[str]:
    target = target_named(traffic.network, words)
    trip = traffic.travel(device, target)
    if trip.stop and trip.stop.unsent and not trip.hops:
        return [_("Tidak terkirim: %(reason)s.") % {"reason": trip.stop.reason}]
    lines = [
        f"{number:>2}  {hop.address}  {hop.device}"
        if _hears(traffic, device, hop.device)
        else f"{number:>2}  *"
        for number, hop in enumerate(trip.hops, start=1)
    ]
    if trip.stop:
        return [*lines, _("Berakhir di sini; %(address)s belum tercapai.") % {"address": target}]
    return lines or [f" 1  {target}  {device.name}"]


def target_named(network: Network, words: Words) -> IPv4Address:
    """An address, or the first address of the device that is named."""
    if not words:
        raise CommandError(_("Tujuan belum ditulis, misalnya ping 10.0.1.1."))
    nothing_left(words[1:])
    device = next(
        (one for one in network.devices.values() if one.name.casefold() == words[0].casefold()), None
    )
    if device is None:
        return read_address(words[0])
    own = next((own.ip for _interface, own in device.addressed), None)
    if own is None:
        raise CommandError(_("%(device)s belum punya alamat.") % {"device": device.name})
    return own


def helping(traffic: Traffic, device: Device, words: Words) -> list[str]:
    return helped(device.kind)


LOOKS: dict[str, Callable[[Traffic, Device, Words], list[str]]] = {
    "show interfaces": interfaces,
    "show ip interface": interfaces,
    "show ip route": routes,
    "show vlan": vlans,
    "show running-config": configuration,
    "ipconfig": interfaces,
    "ping": ping,
    "traceroute": traceroute,
    "tracert": traceroute,
    "help": helping,
    "?": helping,
}
