"""Commands that change a device. Each takes the device and the words after its form, and raises ``CommandError``."""

from collections.abc import Callable, Sequence
from ipaddress import IPv4Address

from django.utils.translation import gettext as _

from assessments.labs.network.language import CommandError
from assessments.labs.network.state import DEFAULT_VLAN, LAST_VLAN, ROUTER, SWITCH, Device, Interface, Route
from assessments.labs.network.words import (
    NAME,
    interface_named,
    nothing_left,
    read_address,
    read_network,
    read_own_address,
    read_vlan,
    read_vlans,
)

MOST_INTERFACES = 60
MOST_ROUTES = 60
MOST_VLANS = 60
MOST_NAME = 20
Words = Sequence[str]


def interface(device: Device, words: Words) -> None:
    """Choose what the next commands are about; sub-interfaces and VLAN interfaces come into being here."""
    text = "".join(words).lower()
    if not text:
        raise CommandError(_("Nama antarmuka belum ditulis, misalnya %(name)s.") % {"name": _names(device)})
    device.current = interface_named(text, device.interfaces) or _made(device, text)


def _made(device: Device, text: str) -> str:
    asked = NAME.fullmatch(text)
    if asked and device.kind == SWITCH and asked["letters"] == "vlan" and not asked["tag"]:
        vlan = read_vlan(asked["number"])
        return _added(device, Interface(f"vlan{vlan}", tag=vlan))
    if asked and device.kind == ROUTER and asked["tag"]:
        parent = interface_named(text.partition(".")[0], (port.name for port in device.ports))
        if parent:
            vlan = read_vlan(asked["tag"])
            return _added(device, Interface(f"{parent}.{vlan}", parent=parent, tag=vlan))
    raise CommandError(
        _("Antarmuka “%(text)s” tidak ada di %(device)s. Yang ada: %(names)s.")
        % {"text": text, "device": device.name, "names": _names(device)}
    )


def _added(device: Device, made: Interface) -> str:
    if made.name not in device.interfaces and len(device.interfaces) >= MOST_INTERFACES:
        raise CommandError(_("Perangkat ini sudah penuh."))
    device.interfaces.setdefault(made.name, made)
    return made.name


def _names(device: Device) -> str:
    return ", ".join(device.interfaces)


def no_interface(device: Device, words: Words) -> None:
    name = interface_named("".join(words).lower(), device.interfaces)
    if name is None or device.interfaces[name].is_port:
        raise CommandError(_("Hanya sub-antarmuka dan antarmuka VLAN yang ada yang dapat dihapus."))
    del device.interfaces[name]
    if device.current == name:
        device.rest()


def _current(device: Device) -> Interface:
    if not device.current:
        raise CommandError(
            _("Pilih antarmuka lebih dulu, misalnya: interface %(name)s.")
            % {"name": next(iter(device.interfaces))}
        )
    return device.interfaces[device.current]


def _switch_port(device: Device) -> Interface:
    port = _current(device)
    if not port.is_port:
        raise CommandError(_("Pilih port dahulu; %(name)s bukan port.") % {"name": port.name})
    return port


def _with_address(device: Device) -> Interface:
    chosen = _current(device)
    if device.kind == SWITCH and chosen.is_port:
        raise CommandError(
            _("Port switch tidak beralamat. Pilih antarmuka VLAN, misalnya: interface vlan%(vlan)s.")
            % {"vlan": chosen.access}
        )
    return chosen


def address(device: Device, words: Words) -> None:
    chosen, own = _with_address(device), read_own_address(words)
    for other, taken in device.addressed:
        if other is not chosen and taken.network.overlaps(own.network):
            raise CommandError(
                _("%(network)s tumpang tindih dengan %(taken)s di %(name)s.")
                % {"network": own.network, "taken": taken.network, "name": other.name}
            )
    chosen.address = own


def no_address(device: Device, words: Words) -> None:
    _with_address(device).address = None


def shutdown(device: Device, words: Words) -> None:
    nothing_left(words)
    _current(device).up = False


def no_shutdown(device: Device, words: Words) -> None:
    nothing_left(words)
    _current(device).up = True


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
    chosen = _current(device)
    if chosen.is_port:
        raise CommandError(
            _("Hanya untuk sub-antarmuka, misalnya: interface %(name)s.10.") % {"name": chosen.name}
        )
    chosen.tag = read_vlan("".join(words))


def vlan(device: Device, words: Words) -> None:
    """``vlan 10,20`` or ``vlan 10 name Keuangan``."""
    name = ""
    if len(words) > 1 and words[1].lower() == "name":
        name = " ".join(words[2:])[:MOST_NAME]
        words = words[:1]
    for number in read_vlans(words):
        _make_vlan(device, number)
        device.vlans[number] = name or device.vlans[number]


def _make_vlan(device: Device, number: int) -> None:
    if number not in device.vlans and len(device.vlans) >= MOST_VLANS:
        raise CommandError(_("Perangkat ini sudah penuh."))
    device.vlans.setdefault(number, f"VLAN{number:04}")


def no_vlan(device: Device, words: Words) -> None:
    for number in sorted(read_vlans(words)):
        if number == DEFAULT_VLAN:
            raise CommandError(_("VLAN 1 tidak dapat dihapus."))
        if number not in device.vlans:
            raise CommandError(_("VLAN %(vlan)s tidak ada.") % {"vlan": number})
        del device.vlans[number]


def mode(device: Device, words: Words) -> None:
    port, text = _switch_port(device), " ".join(words).lower()
    meant = [one for one in ("access", "trunk") if text and one.startswith(text)]
    if not meant:
        raise CommandError(_("Jenis port adalah access atau trunk, bukan “%(text)s”.") % {"text": text})
    port.trunk = meant == ["trunk"]


def access(device: Device, words: Words) -> None:
    port, number = _switch_port(device), read_vlan("".join(words))
    _make_vlan(device, number)
    port.trunk, port.access = False, number


def no_access(device: Device, words: Words) -> None:
    _switch_port(device).access = DEFAULT_VLAN


def allowed(device: Device, words: Words) -> None:
    port = _switch_port(device)
    before = frozenset(range(1, LAST_VLAN + 1)) if port.allowed is None else port.allowed
    how = words[0].lower() if words else ""
    if how in ("all", "none"):
        nothing_left(words[1:])
        after = None if how == "all" else frozenset[int]()
    elif how == "add":
        after = before | read_vlans(words[1:])
    elif how in ("remove", "except"):
        after = (before if how == "remove" else frozenset(range(1, LAST_VLAN + 1))) - read_vlans(words[1:])
    else:
        after = read_vlans(words)
    port.trunk, port.allowed = True, after


def no_allowed(device: Device, words: Words) -> None:
    _switch_port(device).allowed = None


def native(device: Device, words: Words) -> None:
    port, number = _switch_port(device), read_vlan("".join(words))
    port.trunk, port.native = True, number


def leave(device: Device, words: Words) -> None:
    device.rest()


def nothing(device: Device, words: Words) -> None:
    """Modes and saving do not exist here; people type them out of habit."""


CHANGES: dict[str, Callable[[Device, Words], None]] = {
    "interface": interface,
    "no interface": no_interface,
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
    "vlan": vlan,
    "no vlan": no_vlan,
    "switchport mode": mode,
    "switchport access vlan": access,
    "no switchport access vlan": no_access,
    "switchport trunk allowed vlan": allowed,
    "no switchport trunk allowed vlan": no_allowed,
    "switchport trunk native vlan": native,
    "exit": leave,
    "end": leave,
    "enable": nothing,
    "configure terminal": nothing,
    "write": nothing,
}
