"""What a list of rules does with a whole set of flows, exactly, without trying every address.

Each dimension (source, destination, port) falls into few pieces within which no rule tells one value from
another. Pieces that the same rules cover are one; a set of rules is a number, one bit a rule.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address
from typing import Any

from django.utils.translation import gettext as _

from assessments.labs.firewall.rules import (
    PROTOCOLS,
    WITH_PORTS,
    Networks,
    Rule,
    Span,
    read_addresses,
    read_ports,
    read_protocols,
)
from assessments.labs.rows import Unreadable
from assessments.labs.setups import Wrong, flag_at, table_at, text_at


@dataclass(frozen=True)
class Flow:
    """Every connection from one of ``sources`` to one of ``destinations`` at one of ``ports``."""

    protocols: tuple[str, ...]
    sources: tuple[Span, ...]
    destinations: tuple[Span, ...]
    ports: tuple[Span, ...]


@dataclass(frozen=True)
class Decision:
    """``rule`` decides over ``example`` (None: the default does)."""

    rule: Rule | None
    example: str


def read_flow(goal: dict[str, Any], place: str, networks: Networks) -> Flow:
    """The flow of a goal, whose ``passes`` must be there too."""
    flag_at(goal.get("passes"), f"{place}, passes")
    place = f"{place}, flow"
    table = table_at(goal.get("flow"), place, ("protocol", "source", "destination", "port"))
    texts = {key: text_at(table.get(key), f"{place}, {key}") for key in ("protocol", "source", "destination")}
    port = table.get("port", "")
    try:
        protocols = read_protocols(texts["protocol"])
        return Flow(
            tuple(protocol for protocol in PROTOCOLS if protocol in protocols),
            read_addresses(texts["source"], networks),
            read_addresses(texts["destination"], networks),
            read_ports(text_at(port, f"{place}, port") if port != "" else "", protocols),
        )
    except Unreadable as unreadable:
        raise Wrong(place, str(unreadable)) from None


def decisions(rules: Sequence[Rule], flow: Flow) -> Iterator[Decision]:
    """Everything that decides over some part of the flow, first match first; the same one may come twice."""
    for protocol in flow.protocols:
        yield from _decided([rule for rule in rules if protocol in rule.protocols], flow, protocol)


def _decided(rules: Sequence[Rule], flow: Flow, protocol: str) -> Iterator[Decision]:
    sources = _pieces(flow.sources, [rule.sources for rule in rules])
    destinations = _pieces(flow.destinations, [rule.destinations for rule in rules])
    ports = list(_pieces(flow.ports, [rule.ports for rule in rules]).items())
    covered = [
        sum(1 << index for index, (mask, _port) in enumerate(ports) if mask >> bit & 1)
        for bit in range(len(rules))
    ]
    seen = set()
    for source_mask, source in sources.items():
        for destination_mask, destination in destinations.items():
            mask = source_mask & destination_mask
            if mask in seen:
                continue
            seen.add(mask)
            for bit, piece in _first_matches(mask, covered, len(ports)):
                rule = rules[bit] if bit < len(rules) else None
                yield Decision(rule, _example(protocol, source, destination, ports[piece][1]))


def _first_matches(mask: int, covered: Sequence[int], ports: int) -> Iterator[tuple[int, int]]:
    """Rules of ``mask`` that match first at some piece of the ports, with that piece; the default stands last."""
    left = (1 << ports) - 1
    for bit, pieces in enumerate([*covered, left]):
        hit = left & pieces if bit == len(covered) or mask >> bit & 1 else 0
        if hit:
            yield bit, (hit & -hit).bit_length() - 1
            left &= ~hit


def _pieces(spans: Sequence[Span], wanted: Sequence[Sequence[Span]]) -> dict[int, int]:
    """The sets of rules that cover some value within ``spans``, each with the first such value."""
    ends = {first for first, _last in spans}
    for rule in wanted:
        ends |= {end for first, last in rule for end in (first, last + 1)}
    found: dict[int, int] = {}
    for value in sorted(ends):
        if _within(value, spans):
            mask = sum(1 << bit for bit, rule in enumerate(wanted) if _within(value, rule))
            found.setdefault(mask, value)
    return found


def _within(value: int, spans: Sequence[Span]) -> bool:
    return any(first <= value <= last for first, last in spans)


def _example(protocol: str, source: int, destination: int, port: int) -> str:
    ends = {"protocol": protocol, "source": IPv4Address(source), "destination": IPv4Address(destination)}
    if protocol not in WITH_PORTS:
        return _("%(protocol)s dari %(source)s ke %(destination)s") % ends
    return _("%(protocol)s dari %(source)s ke %(destination)s port %(port)s") % (ends | {"port": port})
