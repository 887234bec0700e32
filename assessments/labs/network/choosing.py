"""Which interface of a device the next commands are about."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from assessments.labs.network.language import CommandError
from assessments.labs.network.state import ROUTER, SWITCH, Device, Interface
from assessments.labs.network.words import NAME, interface_named, read_vlan

MOST_INTERFACES = 60
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


def current(device: Device) -> Interface:
    if not device.current:
        raise CommandError(
            _("Pilih antarmuka lebih dulu, misalnya: interface %(name)s.")
            % {"name": next(iter(device.interfaces))}
        )
    return device.interfaces[device.current]


def switch_port(device: Device) -> Interface:
    port = current(device)
    if not port.is_port:
        raise CommandError(_("Pilih port dahulu; %(name)s bukan port.") % {"name": port.name})
    return port


def with_address(device: Device) -> Interface:
    chosen = current(device)
    if device.kind == SWITCH and chosen.is_port:
        raise CommandError(
            _("Port switch tidak beralamat. Pilih antarmuka VLAN, misalnya: interface vlan%(vlan)s.")
            % {"vlan": chosen.access}
        )
    return chosen
