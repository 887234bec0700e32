"""The network that an author sets up: devices, cables, and their first commands."""

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assessments.labs.network.configuring import CHANGES
from assessments.labs.network.language import CommandError, understood
from assessments.labs.network.state import HOST, KINDS, Device, End, Interface, Network
from assessments.labs.network.words import NAME
from assessments.labs.setups import Wrong, flag_at, list_at, table_at, text_at, whole_at, without_twins

DEVICE = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,20}")
DEVICE_KEYS = ("name", "kind", "interfaces", "config", "locked", "x", "y")
COLUMNS = 4
STEP_X, STEP_Y, MARGIN = 160, 120, 70
MOST_DEVICES, MOST_PORTS, MOST_CONFIG = 20, 24, 80


@dataclass(frozen=True)
class Plan:
    """``places``: where devices are drawn, in units of about a pixel."""

    start: Network
    places: dict[str, tuple[int, int]]

    def network(self) -> Network:
        """A network of one's own to change."""
        return deepcopy(self.start)


def read_plan(setup: Any) -> Plan:
    table = table_at(setup, "setup", ("devices", "links", "solution"))
    devices: dict[str, Device] = {}
    places = {}
    for number, one in enumerate(list_at(table.get("devices"), "setup.devices", MOST_DEVICES, 1)):
        place = _("setup.devices, butir %(n)s") % {"n": number + 1}
        device = _read_device(table_at(one, place, DEVICE_KEYS), place)
        without_twins([*(name.casefold() for name in devices), device.name.casefold()], "setup.devices")
        devices[device.name] = device
        places[device.name] = _read_place(one, place, number)
    return Plan(Network(devices, _read_links(table, devices)), places)


def _read_device(table: dict[str, Any], place: str) -> Device:
    name = text_at(table.get("name"), f"{place}, name", 21)
    if not DEVICE.fullmatch(name):
        raise Wrong(f"{place}, name", _("pakai huruf, angka, dan tanda hubung."))
    kind = table.get("kind")
    if kind not in KINDS:
        raise Wrong(f"{place}, kind", _("harus salah satu dari: %(names)s.") % {"names": ", ".join(KINDS)})
    ports = list_at(
        table.get("interfaces", ["eth0"] if kind == HOST else None), f"{place}, interfaces", MOST_PORTS, 1
    )
    names = [text_at(port, f"{place}, interfaces", 20) for port in ports]
    strange = [name for name in names if not _is_port_name(name)]
    if strange:
        raise Wrong(
            f"{place}, interfaces", _("“%(name)s” harus seperti eth0 atau gi0/1.") % {"name": strange[0]}
        )
    without_twins(names, f"{place}, interfaces")
    device = Device(name, kind, {one: Interface(one) for one in names})
    _configure(device, table, place)
    device.locked = flag_at(table.get("locked", False), f"{place}, locked")
    return device


def _is_port_name(name: str) -> bool:
    found = NAME.fullmatch(name)
    return found is not None and found["tag"] is None and found["letters"] != "vlan"


def _configure(device: Device, table: dict[str, Any], place: str) -> None:
    for number, line in enumerate(list_at(table.get("config", []), f"{place}, config", MOST_CONFIG), start=1):
        there = _("%(place)s, config, baris %(n)s") % {"place": place, "n": number}
        try:
            form, words = understood(text_at(line, there), device.kind)
            if form.reads:
                raise CommandError(_("“%(words)s” tidak mengatur apa pun.") % {"words": form.words})
            CHANGES[form.words](device, words)
        except CommandError as error:
            raise Wrong(there, str(error)) from None
    device.rest()


def _read_place(table: dict[str, Any], place: str, number: int) -> tuple[int, int]:
    """Devices without a place stand in rows."""
    x = table.get("x", MARGIN + STEP_X * (number % COLUMNS))
    y = table.get("y", MARGIN + STEP_Y * (number // COLUMNS))
    return whole_at(x, f"{place}, x", 0, 1000), whole_at(y, f"{place}, y", 0, 1000)


def _read_links(table: dict[str, Any], devices: dict[str, Device]) -> dict[End, End]:
    cables: dict[End, End] = {}
    for number, pair in enumerate(list_at(table.get("links", []), "setup.links", 60), start=1):
        place = _("setup.links, butir %(n)s") % {"n": number}
        ends = [read_end(one, place, devices) for one in list_at(pair, place, 2, 2)]
        for end, far in zip(ends, reversed(ends), strict=True):
            if end in cables:
                raise Wrong(place, _("%(end)s sudah tersambung.") % {"end": ":".join(end)})
            cables[end] = far
    return cables


def read_end(value: Any, place: str, devices: dict[str, Device]) -> End:
    """``sw1:eth0``, a port that is there."""
    device, _colon, port = text_at(value, place).partition(":")
    if device not in devices or port not in (one.name for one in devices[device].ports):
        raise Wrong(place, _("“%(end)s” tidak ada; tulis seperti sw1:eth0.") % {"end": value})
    return device, port
