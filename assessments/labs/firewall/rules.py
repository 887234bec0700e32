"""One rule of a firewall, read from words into spans of numbers."""

import re
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import AddressValueError, IPv4Network, NetmaskValueError
from typing import Any

from django.utils.translation import gettext as _

from assessments.labs.rows import Row, Unreadable, first_empty, parts_of
from assessments.labs.setups import Wrong, list_at, table_at, text_at, without_twins

FIELDS = ("action", "protocol", "source", "destination", "port")
ACTIONS = {"izinkan": True, "tolak": False}
PROTOCOLS = ("tcp", "udp", "icmp")
WITH_PORTS = {"tcp", "udp"}
EVERYTHING = {"semua", "any", "*"}
NAME = re.compile(r"[a-z][a-z0-9_-]{0,30}")
PORT = re.compile(r"[0-9]{1,5}")
LAST_ADDRESS = 2**32 - 1
LAST_PORT = 65535

Span = tuple[int, int]
"""First and last number, both within."""
Networks = dict[str, tuple[Span, ...]]
"""What the names of a setup stand for."""


@dataclass(frozen=True)
class Rule:
    number: int
    allows: bool
    protocols: frozenset[str]
    sources: tuple[Span, ...]
    destinations: tuple[Span, ...]
    ports: tuple[Span, ...]
    text: str


def read_networks(setup: dict[str, Any]) -> Networks:
    found: Networks = {}
    listed = list_at(setup.get("networks", []), "setup.networks", 20)
    for number, network in enumerate(listed, start=1):
        place = _("setup.networks, butir %(n)s") % {"n": number}
        table = table_at(network, place, ("name", "network", "text"))
        name = text_at(table.get("name"), f"{place}, name", 31)
        if not NAME.fullmatch(name) or name in EVERYTHING:
            raise Wrong(f"{place}, name", _("pakai huruf kecil, angka, dan tanda hubung; bukan “semua”."))
        text_at(table.get("text", name), f"{place}, text")
        without_twins([*found, name], "setup.networks")
        try:
            found[name] = read_addresses(text_at(table.get("network"), f"{place}, network"), {})
        except Unreadable as unreadable:
            raise Wrong(f"{place}, network", str(unreadable)) from None
    return found


def read_rule(row: Row, networks: Networks) -> Rule:
    first_empty(
        row,
        {
            "action": _("tindakan"),
            "protocol": _("protokol"),
            "source": _("asal paket"),
            "destination": _("tujuan paket"),
        },
    )
    values = row.values
    if values["action"] not in ACTIONS:
        raise Unreadable(_("Tindakan “%(text)s” tidak dikenal.") % {"text": values["action"]})
    protocols = read_protocols(values["protocol"])
    return Rule(
        row.number,
        ACTIONS[values["action"]],
        protocols,
        read_addresses(values["source"], networks),
        read_addresses(values["destination"], networks),
        read_ports(values["port"], protocols),
        sentence(values),
    )


def sentence(values: dict[str, str]) -> str:
    port = values["port"] or "semua"
    return _("%(action)s %(protocol)s dari %(source)s ke %(destination)s, port %(port)s") % (
        values | {"port": port}
    )


def read_protocols(text: str) -> frozenset[str]:
    if text.lower() in EVERYTHING:
        return frozenset(PROTOCOLS)
    if text.lower() not in PROTOCOLS:
        raise Unreadable(_("Protokol “%(text)s” tidak dikenal.") % {"text": text})
    return frozenset([text.lower()])


def read_addresses(text: str, networks: Networks) -> tuple[Span, ...]:
    return tuple(span for part in parts_of(text) for span in _addresses(part.lower(), networks))


@lru_cache(maxsize=1024)
def _block(text: str) -> Span:
    block = IPv4Network(text, strict=False)
    return int(block.network_address), int(block.broadcast_address)


def _addresses(part: str, networks: Networks) -> tuple[Span, ...]:
    if part in EVERYTHING:
        return ((0, LAST_ADDRESS),)
    if part in networks:
        return networks[part]
    try:
        return (_block(part),)
    except (AddressValueError, NetmaskValueError, ValueError):
        raise Unreadable(
            _("“%(text)s” bukan alamat IPv4, CIDR, “semua”, atau nama jaringan di lab ini.") % {"text": part}
        ) from None


def read_ports(text: str, protocols: frozenset[str]) -> tuple[Span, ...]:
    """All ports when empty; only tcp and udp have ports to choose from."""
    if not text or text.lower() in EVERYTHING:
        return ((1, LAST_PORT),)
    if not protocols <= WITH_PORTS:
        raise Unreadable(_("Port hanya ada pada tcp dan udp; kosongkan atau pilih protokolnya."))
    return tuple(_ports(part) for part in parts_of(text))


def _ports(part: str) -> Span:
    low, dash, high = (side.strip() for side in part.replace("–", "-").partition("-"))
    ends = [low, high] if dash else [low, low]
    if not all(PORT.fullmatch(end) for end in ends):
        raise Unreadable(_("“%(text)s” bukan port. Contoh: 443, 80,443, atau 8000-8010.") % {"text": part})
    first, last = int(ends[0]), int(ends[1])
    if not 1 <= first <= last <= LAST_PORT:
        raise Unreadable(_("Port “%(text)s” di luar 1 sampai 65535 atau terbalik.") % {"text": part})
    return first, last
