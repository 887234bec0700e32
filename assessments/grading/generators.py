"""Questions on addresses that are another one for each learner, drawn from the seed of the attempt.

``generator``: {``name``, and its bounds}. What is drawn is put into the texts of the question and of its
answers as ``{name}``. Addresses are private ones (RFC 1918) and those kept for documentation (RFC 5737).
"""

from collections.abc import Callable
from html import escape
from ipaddress import IPv4Address, IPv4Network
from random import Random
from typing import Any

from django.utils.translation import gettext_lazy as _

Values = dict[str, str]
Bounds = dict[str, Any]
PRIVATE = [IPv4Network("10.0.0.0/8"), IPv4Network("172.16.0.0/12"), IPv4Network("192.168.0.0/16")]
HOSTS_LOW, HOSTS_HIGH = 2, 60000


def subnet(bounds: Bounds, rng: Random) -> Values:
    """The smallest subnet for ``hosts`` devices at the start of ``block``; bounds ``hosts_low``, ``hosts_high``.

    Values: block, hosts, network, prefix, cidr, mask, usable, first, last, broadcast, next (the subnet after it).
    """
    hosts = rng.randint(int(bounds.get("hosts_low", 10)), int(bounds.get("hosts_high", 120)))
    prefix = 32 - (hosts + 1).bit_length()  # two addresses are no device's
    block = _inside(rng, rng.randint(max(9, prefix - 4), max(9, prefix - 1)))
    own = IPv4Network((block.network_address, prefix))
    following = IPv4Network((int(own.broadcast_address) + 1, prefix))
    return {"block": str(block), "hosts": str(hosts), "next": str(following)} | _facts(own)


def address(bounds: Bounds, rng: Random) -> Values:
    """A device's address and what its network is; bounds ``prefix_low``, ``prefix_high``.

    Values: address, network, prefix, cidr, mask, usable, first, last, broadcast.
    """
    prefix = rng.randint(int(bounds.get("prefix_low", 20)), int(bounds.get("prefix_high", 29)))
    own = _inside(rng, prefix)
    host = IPv4Address(rng.randint(int(own.network_address) + 1, int(own.broadcast_address) - 1))
    return {"address": str(host)} | _facts(own)


def route(bounds: Bounds, rng: Random) -> Values:
    """A routing table in which several routes hold the target, and the longest prefix wins.

    Values: table (HTML), target, route (its network), hop, row (its number). Bounds ``rows`` (3 to 6).
    """
    count = max(3, min(6, int(bounds.get("rows", 5))))
    narrow = _inside(rng, rng.randint(24, 27))
    target = IPv4Address(rng.randint(int(narrow.network_address) + 1, int(narrow.broadcast_address) - 1))
    holding = [narrow, narrow.supernet(rng.randint(2, 5)), narrow.supernet(rng.randint(7, 10))]
    others = [IPv4Network("0.0.0.0/0"), *(_sibling(narrow, rng) for _n in range(count))]
    winner = rng.choice(holding)
    networks = [network for network in holding if network.prefixlen <= winner.prefixlen]
    for network in others:
        if len(networks) < count and network not in networks:
            networks.append(network)
    rng.shuffle(networks)
    hops = rng.sample(range(1, 255), len(networks))
    rows = [(str(network), f"192.0.2.{hop}") for network, hop in zip(networks, hops, strict=True)]
    at = networks.index(winner)
    table = _table([_("Tujuan"), _("Lewat")], rows)
    return {
        "table": table,
        "target": str(target),
        "route": str(winner),
        "hop": rows[at][1],
        "row": str(at + 1),
    }


def rule(bounds: Bounds, rng: Random) -> Values:
    """A list of firewall rules and a packet; the first rule that fits decides.

    Values: table (HTML), source, destination, port, row (number of the deciding rule), action.
    """
    count = max(3, min(8, int(bounds.get("rows", 5))))
    inside, server = _inside(rng, 24), _inside(rng, 28)
    source, destination = _host(inside, rng), _host(server, rng)
    port, *wrong_ports = rng.sample([22, 25, 53, 80, 123, 443, 3306, 8883], 6)
    deciding = rng.randint(1, count - 1)
    rows = []
    for row in range(1, count):
        fits = row == deciding
        later = row > deciding
        rows.append(_rule(rng, inside, server, port if fits or later else rng.choice(wrong_ports)))
    rows.append([str(_("tolak")), "0.0.0.0/0", "0.0.0.0/0", str(_("semua"))])
    head = [_("Tindakan"), _("Dari"), _("Ke"), _("Port")]
    drawn = {"source": source, "destination": destination, "port": str(port)}
    return drawn | {"table": _table(head, rows), "row": str(deciding), "action": rows[deciding - 1][0]}


def _rule(rng: Random, inside: IPv4Network, server: IPv4Network, port: int) -> list[str]:
    wide = rng.choice([inside, inside.supernet(rng.randint(1, 8))])
    return [str(rng.choice([_("izinkan"), _("tolak")])), str(wide), str(server), str(port)]


def _host(network: IPv4Network, rng: Random) -> str:
    return str(IPv4Address(rng.randint(int(network.network_address) + 1, int(network.broadcast_address) - 1)))


def _inside(rng: Random, prefix: int) -> IPv4Network:
    """A network of this size in a private range that holds one."""
    home = rng.choice([network for network in PRIVATE if network.prefixlen <= prefix - 1] or PRIVATE[:1])
    room = rng.randrange(2 ** (prefix - home.prefixlen))
    return IPv4Network((int(home.network_address) + room * 2 ** (32 - prefix), prefix))


def _sibling(network: IPv4Network, rng: Random) -> IPv4Network:
    """A network of the same size that does not hold the same addresses."""
    step = rng.randint(1, 30) * network.num_addresses
    return IPv4Network(((int(network.network_address) + step) % 2**32, network.prefixlen))


def _facts(network: IPv4Network) -> Values:
    return {
        "network": str(network.network_address),
        "prefix": str(network.prefixlen),
        "cidr": str(network),
        "mask": str(network.netmask),
        "usable": str(network.num_addresses - 2),
        "first": str(network.network_address + 1),
        "last": str(network.broadcast_address - 1),
        "broadcast": str(network.broadcast_address),
    }


def _table(head: list[Any], rows: Any) -> str:
    """Numbered rows; only tags that texts of questions may hold."""
    top = "".join(f"<th>{escape(str(cell))}</th>" for cell in [_("No."), *head])
    body = "".join(
        f"<tr><td>{number}</td>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>"
        for number, row in enumerate(rows, start=1)
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


GENERATORS: dict[str, Callable[[Bounds, Random], Values]] = {
    "subnet": subnet,
    "address": address,
    "route": route,
    "rule": rule,
}
