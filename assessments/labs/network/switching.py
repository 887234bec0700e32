"""Commands about VLANs and the ports of switches. An access port makes its VLAN, a trunk makes none."""

from django.utils.translation import gettext as _

from assessments.labs.network.choosing import Words, switch_port
from assessments.labs.network.language import CommandError
from assessments.labs.network.state import DEFAULT_VLAN, LAST_VLAN, Device
from assessments.labs.network.words import nothing_left, read_vlan, read_vlans

MOST_VLANS = 60
MOST_NAME = 20


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
    port, text = switch_port(device), " ".join(words).lower()
    meant = [one for one in ("access", "trunk") if text and one.startswith(text)]
    if not meant:
        raise CommandError(_("Jenis port adalah access atau trunk, bukan “%(text)s”.") % {"text": text})
    port.trunk = meant == ["trunk"]


def access(device: Device, words: Words) -> None:
    port, number = switch_port(device), read_vlan("".join(words))
    _make_vlan(device, number)
    port.trunk, port.access = False, number


def no_access(device: Device, words: Words) -> None:
    switch_port(device).access = DEFAULT_VLAN


def allowed(device: Device, words: Words) -> None:
    port = switch_port(device)
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
    switch_port(device).allowed = None


def native(device: Device, words: Words) -> None:
    port, number = switch_port(device), read_vlan("".join(words))
    port.trunk, port.native = True, number
