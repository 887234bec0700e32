"""Networks for tests, written as lines: ``pc1 host``, ``r1 router eth0 eth1``; cables as ``pc1:eth0 sw1:p1``."""

from assessments.labs.network import NetworkLab

LAB = NetworkLab()


def setup(devices: str, links: str, **config: list[str]) -> dict:
    rows = [line.split() for line in devices.strip().splitlines()]
    return {
        "devices": [
            {"name": name, "kind": kind, "interfaces": ports or ["eth0"], "config": config.get(name, [])}
            for name, kind, *ports in rows
        ],
        "links": [line.split() for line in links.strip().splitlines()],
    }


def ping(start: str, to: str, *, arrives: bool = True, **more) -> dict:
    return {
        "id": "1",
        "text": "x",
        "weight": "100",
        "type": "ping",
        "from": start,
        "to": to,
        "arrives": arrives,
    } | more


def log(*lines: str) -> dict[str, str]:
    written = "\n".join(line for line in lines if line)
    return {"log": written} if written else {}


def reason(net: dict, start: str, to: str, *lines: str, **more) -> str:
    return LAB.judge(net, [ping(start, to, **more)], log(*lines))[0].reason


def said(net: dict, *lines: str) -> list[str]:
    """What the last command prints."""
    return list(LAB.show(net, log(*lines)).transcript[-1].output)


def host(address: str, gateway: str = "") -> list[str]:
    return [f"ip address {address}", *([f"ip gateway {gateway}"] if gateway else [])]


def flat(**config: list[str]) -> dict:
    """Two hosts on two switches in a row."""
    begun = {"pc1": host("10.0.1.11/24"), "pc2": host("10.0.1.12/24")}
    return setup(
        "pc1 host\npc2 host\nsw1 switch p1 p2 p3\nsw2 switch p1 p2 p3",
        "pc1:eth0 sw1:p1\nsw1:p3 sw2:p3\npc2:eth0 sw2:p1",
        **(begun | config),
    )


def routed(**config: list[str]) -> dict:
    """pc1 – r1 – r2 – pc2, all set up."""
    begun = {
        "pc1": host("10.0.1.10/24", "10.0.1.1"),
        "pc2": host("10.0.2.10/24", "10.0.2.1"),
        "r1": [
            "interface a0",
            "ip address 10.0.1.1/24",
            "interface a1",
            "ip address 10.0.9.1/30",
            "ip route 10.0.2.0/24 via 10.0.9.2",
        ],
        "r2": [
            "interface a0",
            "ip address 10.0.2.1/24",
            "interface a1",
            "ip address 10.0.9.2/30",
            "ip route 10.0.1.0/24 via 10.0.9.1",
        ],
    }
    return setup(
        "pc1 host\npc2 host\nr1 router a0 a1 a2\nr2 router a0 a1 a2",
        "pc1:eth0 r1:a0\nr1:a1 r2:a1\npc2:eth0 r2:a0",
        **(begun | config),
    )


def on_a_stick(**config: list[str]) -> dict:
    """Two VLANs on one switch, a router with sub-interfaces, all set up."""
    begun = {
        "pc1": host("10.0.10.5/24", "10.0.10.1"),
        "pc2": host("10.0.20.5/24", "10.0.20.1"),
        "sw1": [
            "interface p1",
            "switchport access vlan 10",
            "interface p2",
            "switchport access vlan 20",
            "interface p3",
            "switchport trunk allowed vlan 10,20",
        ],
        "r1": ["interface a0.10", "ip address 10.0.10.1/24", "interface a0.20", "ip address 10.0.20.1/24"],
    }
    return setup(
        "pc1 host\npc2 host\nsw1 switch p1 p2 p3\nr1 router a0",
        "pc1:eth0 sw1:p1\npc2:eth0 sw1:p2\nsw1:p3 r1:a0",
        **(begun | config),
    )
