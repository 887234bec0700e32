"""Commands that change a device. Each takes the device and the words after its form, and raises ``CommandError``."""

from collections.abc import Callable
from ipaddress import IPv4Address

from django.utils.translation import gettext as _

from assessments.labs.network import choosing, switching
from assessments.labs.network.choosing import Words, current, with_address
from assessments.labs.network.language import CommandError
from assessments.labs.network.state import Device, Route
from assessments.labs.network.words import (
    interface_named,
    nothing_left,
    read_address,
    read_network,
    read_own_address,
    read_vlan,
)

MOST_ROUTES = 60


def address(device: Device, words: Words) -> None:
    chosen, own = with_address(device), read_own_address(words)
    for other, taken in device.addressed:
        if other is not chosen and taken.network.overlaps(own.network):
            raise CommandError(
                _("%(network)s tumpang tindih dengan %(taken)s di %(name)s.")
                % {"network": own.network, "taken": taken.network, "name": other.name}
            )
    chosen.address = own


def no_address(device: Device, words: Words) -> None:
    with_address(device).address = None


def shutdown(device: Device, words: Words) -> None:
    nothing_left(words)
    current(device).up = False


def no_shutdown(device: Device, words: Words) -> None:
    nothing_left(words)
    current(device).up = True


def gateway(device: Device, words: Words) -> None:
    device.gateway = _next_hop(device, words[:1])
    nothing_left(words[1:])


def no_gateway(device: Device, words: Words) -> None:
    device.gateway = None


def _next_hop(device: Device, words: Words) -> IPv4Address:
    if not words:
        raise CommandError(_("Alamat perangkat berikutnya belum ditulis."))
    if interface_named(words[0].lower(), device.interfaces):
        raise CommandError(_("Tulis alamat perangkat berikutnya, bukan nama antarmuka."))
    found = read_address(words[0])
    if any(own.ip == found for _interface, own in device.addressed):
        raise CommandError(_("%(address)s adalah alamat perangkat ini sendiri.") % {"address": found})
    return found


def route(device: Device, words: Words) -> None:
    network, rest = read_network(words)
    rest = rest[1:] if rest[:1] and rest[0].lower() == "via" else rest
    via = _next_hop(device, rest[:1])
    distance = _distance(rest[1:])
    kept = [one for one in device.routes if (one.network, one.via) != (network, via)]
    if len(kept) >= MOST_ROUTES:
        raise CommandError(_("Perangkat ini sudah penuh."))
    device.routes = [*kept, Route(network, via, distance)]


def _distance(words: Words) -> int:
    if not words:
        return 1
    nothing_left(words[1:])
    if not words[0].isdecimal() or not words[0].isascii() or not 1 <= int(words[0][:4]) <= 255:
        raise CommandError(_("Jarak rute “%(text)s” bukan bilangan 1 sampai 255.") % {"text": words[0]})
    return int(words[0][:4])


def no_route(device: Device, words: Words) -> None:
    network, rest = read_network(words)
    rest = rest[1:] if rest[:1] and rest[0].lower() == "via" else rest
    via = read_address(rest[0]) if rest else None
    kept = [one for one in device.routes if one.network != network or (via and one.via != via)]
    if len(kept) == len(device.routes):
        raise CommandError(_("Rute statis itu tidak ada."))
    device.routes = kept


def routing(device: Device, words: Words) -> None:
    device.routing = True


def no_routing(device: Device, words: Words) -> None:
    device.routing = False


def encapsulation(device: Device, words: Words) -> None:
    chosen = current(device)
    if chosen.is_port:
        raise CommandError(
            _("Hanya untuk sub-antarmuka, misalnya: interface %(name)s.10.") % {"name": chosen.name}
        )
    chosen.tag = read_vlan("".join(words))


def leave(device: Device, words: Words) -> None:
    device.rest()


def nothing(device: Device, words: Words) -> None:
    """Modes and saving do not exist here; people type them out of habit."""


CHANGES: dict[str, Callable[[Device, Words], None]] = {
    "interface": choosing.interface,
    "no interface": choosing.no_interface,
    "ip address": address,
    "no ip address": no_address,
    "shutdown": shutdown,
    "no shutdown": no_shutdown,
    "ip gateway": gateway,
    "ip default-gateway": gateway,
    "no ip gateway": no_gateway,
    "no ip default-gateway": no_gateway,
    "ip route": route,
    "no ip route": no_route,
    "ip routing": routing,
    "no ip routing": no_routing,
    "encapsulation dot1q": encapsulation,
    "vlan": switching.vlan,
    "no vlan": switching.no_vlan,
    "switchport mode": switching.mode,
    "switchport access vlan": switching.access,
    "no switchport access vlan": switching.no_access,
    "switchport trunk allowed vlan": switching.allowed,
    "no switchport trunk allowed vlan": switching.no_allowed,
    "switchport trunk native vlan": switching.native,
    "exit": leave,
    "end": leave,
    "enable": nothing,
    "configure terminal": nothing,
    "write": nothing,
}
