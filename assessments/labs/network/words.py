"""Addresses, VLANs and names of interfaces, as they are typed in commands."""

import re
from collections.abc import Iterable, Sequence
from ipaddress import AddressValueError, IPv4Address, IPv4Interface, IPv4Network

from django.utils.translation import gettext as _

from assessments.labs.network.language import CommandError
from assessments.labs.network.state import LAST_VLAN

NUMBER = re.compile(r"[0-9]{1,4}")
NAME = re.compile(r"(?P<letters>[a-z]+)(?P<number>[0-9]+(?:/[0-9]+)*)(?:\.(?P<tag>[0-9]{1,4}))?")
ALL_ONES = 2**32 - 1


def read_address(text: str) -> IPv4Address:
    try:
        return IPv4Address(text)
    except AddressValueError:
        raise CommandError(_("“%(text)s” bukan alamat IPv4.") % {"text": text}) from None


def read_prefix(text: str) -> int:
    """The length of a prefix, written as a length or as a mask."""
    if NUMBER.fullmatch(text):
        length = int(text)
    else:
        mask = int(read_address(text))
        length = mask.bit_count()
        if mask != ALL_ONES ^ (ALL_ONES >> length):
            raise CommandError(_("“%(text)s” bukan masker jaringan.") % {"text": text})
    if length > 32:
        raise CommandError(_("Panjang prefiks paling besar 32, bukan %(text)s.") % {"text": text})
    return length


def address_and_prefix(words: Sequence[str]) -> tuple[IPv4Address, int, list[str]]:
    """``10.0.1.1/24 …`` or ``10.0.1.1 255.255.255.0 …``, and the words that follow."""
    if not words:
        raise CommandError(_("Alamat belum ditulis, misalnya 10.0.1.1/24."))
    text, slash, prefix = words[0].partition("/")
    rest = list(words[1:])
    address = read_address(text)
    if not slash:
        if not rest:
            raise CommandError(
                _("Panjang prefiks belum ditulis, misalnya %(text)s/24 atau %(text)s 255.255.255.0.")
                % {"text": text}
            )
        prefix = rest.pop(0)
    return address, read_prefix(prefix), rest


def read_own_address(words: Sequence[str]) -> IPv4Interface:
    """An address that a device can have."""
    address, prefix, rest = address_and_prefix(words)
    nothing_left(rest)
    own = IPv4Interface((address, prefix))
    first = 0 < int(address) >> 24 < 224
    if not first or address.is_loopback or not prefix:
        raise CommandError(_("%(address)s tidak dapat dipakai sebagai alamat perangkat.") % {"address": own})
    if prefix <= 30 and address == own.network.network_address:
        raise CommandError(
            _("%(address)s adalah alamat jaringannya sendiri, bukan alamat perangkat.") % {"address": own}
        )
    if prefix <= 30 and address == own.network.broadcast_address:
        raise CommandError(
            _("%(address)s adalah alamat siaran jaringannya, bukan alamat perangkat.") % {"address": own}
        )
    return own


def read_network(words: Sequence[str]) -> tuple[IPv4Network, list[str]]:
    """The network of a route and the words that follow; ``default`` is ``0.0.0.0/0``."""
    if words and words[0].lower() == "default":
        return IPv4Network("0.0.0.0/0"), list(words[1:])
    address, prefix, rest = address_and_prefix(words)
    network = IPv4Network((address, prefix), strict=False)
    if network.network_address != address:
        raise CommandError(
            _("%(address)s/%(prefix)s bukan alamat jaringan; jaringannya %(network)s.")
            % {"address": address, "prefix": prefix, "network": network}
        )
    return network, rest


def read_vlan(text: str) -> int:
    if not NUMBER.fullmatch(text) or not 1 <= int(text) <= LAST_VLAN:
        raise CommandError(_("“%(text)s” bukan nomor VLAN (1 sampai 4094).") % {"text": text})
    return int(text)


def read_vlans(words: Sequence[str]) -> frozenset[int]:
    """``10,20,30-32``; spaces do not matter."""
    if not words:
        raise CommandError(_("Nomor VLAN belum ditulis."))
    found: set[int] = set()
    for part in "".join(words).split(","):
        low, dash, high = part.partition("-")
        first, last = read_vlan(low), read_vlan(high if dash else low)
        if first > last:
            raise CommandError(_("“%(text)s” terbalik.") % {"text": part})
        found.update(range(first, last + 1))
    return frozenset(found)


def span_of_vlans(vlans: Iterable[int]) -> str:
    """``10,20,30-32``."""
    spans: list[list[int]] = []
    for vlan in sorted(vlans):
        if spans and spans[-1][1] == vlan - 1:
            spans[-1][1] = vlan
        else:
            spans.append([vlan, vlan])
    return ",".join(str(low) if low == high else f"{low}-{high}" for low, high in spans)


def interface_named(text: str, names: Iterable[str]) -> str | None:
    """The name that is meant: letters may be shortened (``e0``, ``gi0/1``) while only one fits."""
    asked = NAME.fullmatch(text)
    if not asked:
        return None
    names = list(names)
    if text in names:
        return text
    fitting = [
        name
        for name in names
        if (found := NAME.fullmatch(name))
        and found["letters"].startswith(asked["letters"])
        and (found["number"], found["tag"]) == (asked["number"], asked["tag"])
    ]
    return fitting[0] if len(fitting) == 1 else None


def nothing_left(words: Sequence[str]) -> None:
    if words:
        raise CommandError(_("“%(words)s” berlebih di akhir perintah.") % {"words": " ".join(words)})
