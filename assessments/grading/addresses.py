"""Addresses, masks, networks, ranges and routes, compared by what they mean and not by how they are written."""

import re
from collections.abc import Callable
from ipaddress import (
    AddressValueError,
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Any

from assessments.grading.marks import Mark
from assessments.grading.numbers import read_number
from assessments.grading.typed import best

Body = dict[str, Any]
Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
BETWEEN = re.compile(r"\s*(?:-|–|—|\bsampai\b|\bs\.?d\.?|\bhingga\b|\bto\b)\s*", re.IGNORECASE)
VIA = re.compile(r"\s+(?:via|lewat|melalui|->|→)\s+", re.IGNORECASE)
NEXT = re.compile(r"(?P<net>\S+(?:\s+\d+\.\d+\.\d+\.\d+)?)\s+(?P<hop>\S+)")


def ip(body: Body, response: str) -> Mark:
    """``10.0.0.0/8`` is ``10.0.0.0 255.0.0.0``; an answer that cannot be read earns nothing."""
    return best(body, lambda answer: _means(answer["form"], answer["text"], response))


def _means(form: str, right: str, response: str) -> bool:
    wanted, given = meaning(form, right), meaning(form, response)
    return given is not None and given == wanted


def meaning(form: str, text: str) -> Any:
    """What a text stands for; None when it cannot be read in this form."""
    try:
        return FORMS[form](" ".join(text.split()))
    except (ValueError, AddressValueError):
        return None


def written(form: str, text: str) -> str:
    """How a text was understood, in one way of writing; empty when it cannot be read."""
    found = meaning(form, text)
    if found is None:
        return ""
    if form == "mask":
        return f"/{found}"
    return " – ".join(map(str, found)) if form == "range" else VIA_WORD.join(map(str, _several(found)))


VIA_WORD = " lewat "


def _several(found: Any) -> tuple[Any, ...]:
    return found if isinstance(found, tuple) else (found,)


def _mask(text: str) -> int:
    """A prefix length: ``/26``, ``26`` or ``255.255.255.192``."""
    bare = text.removeprefix("/")
    if "." in bare:
        return IPv4Network(f"0.0.0.0/{_true_mask(bare)}").prefixlen
    if not bare.isdecimal() or int(bare) > 128:
        raise ValueError(text)
    return int(bare)


def _true_mask(text: str) -> str:
    """``ipaddress`` also reads host masks such as 0.0.0.255, which are another thing."""
    bits = f"{int(IPv4Address(text)):032b}"
    if "01" in bits:
        raise ValueError(text)
    return str(bits.count("1"))


def _cidr(text: str) -> Network:
    """A network without bits of a host: ``10.0.0.0/8``, ``10.0.0.0/255.0.0.0``, ``10.0.0.0 255.0.0.0``."""
    address, _sign, mask = text.replace("/", " ").partition(" ")
    if not mask:
        raise ValueError(text)
    return ip_network(f"{address}/{_mask(mask.strip())}", strict=True)


def _range(text: str) -> tuple[Address, Address]:
    """First and last address: ``10.0.0.1 - 10.0.0.6``, ``10.0.0.1-6`` or a network as a whole."""
    parts = BETWEEN.split(text)
    if len(parts) == 1:
        network = _cidr(text)
        return network[0], network[-1]
    if len(parts) != 2:
        raise ValueError(text)
    first = ip_address(parts[0])
    last = ip_address(_whole(str(first), parts[1]))
    if first.version != last.version or int(first) > int(last):
        raise ValueError(text)
    return first, last


def _whole(first: str, last: str) -> str:
    return f"{first.rpartition('.')[0]}.{last}" if last.isdecimal() and "." in first else last


def _route(text: str) -> tuple[Network, Address]:
    """Where to and by whom: ``10.0.0.0/8 via 192.168.1.1``, ``ip route 10.0.0.0 255.0.0.0 192.168.1.1``."""
    bare = re.sub(r"^ip route\s+", "", text, flags=re.IGNORECASE)
    parts = VIA.split(bare)
    if len(parts) == 1:
        found = NEXT.fullmatch(bare)
        parts = [found["net"], found["hop"]] if found else []
    if len(parts) != 2:
        raise ValueError(text)
    target = "0.0.0.0/0" if parts[0].casefold() in {"default", "bawaan"} else parts[0]
    return _cidr(target), ip_address(parts[1])


def _number(text: str) -> Any:
    reading = read_number(text)
    if reading is None:
        raise ValueError(text)
    return reading.value.normalize() + 0


FORMS: dict[str, Callable[[str], Any]] = {
    "address": ip_address,
    "mask": _mask,
    "cidr": _cidr,
    "range": _range,
    "route": _route,
    "number": _number,
}
