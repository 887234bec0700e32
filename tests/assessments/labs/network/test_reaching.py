"""Each way in which a packet arrives or dies, with the words that say so."""

import pytest

from tests.assessments.labs.network.nets import LAB, flat, host, log, on_a_stick, ping, reason, routed, setup

THROUGH_R = "Paket sampai dan dibalas: pc1 → r1 → r2 → pc2."
VLAN_10 = ["interface p1", "switchport access vlan 10"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([], "Paket sampai dan dibalas: pc1 → pc2."),
        (["pc1: shutdown"], "Paket berhenti di pc1: eth0 dimatikan."),
        (["sw1: int p1", "sw1: shut"], "Paket berhenti di pc1: eth0 tersambung ke antarmuka yang dimatikan."),
        (["sw1: int p3", "sw1: shut"], "Paket berhenti di sw1: p3 dimatikan."),
        (["sw2: int p3", "sw2: shut"], "Paket berhenti di sw2: p3 dimatikan."),
        (["pc2: shutdown"], "Paket berhenti di pc2: eth0 dimatikan."),
        (["pc1: no ip address"], "pc1 belum punya alamat."),
        (["pc2: no ip address"], "Paket berhenti di pc1: tidak ada perangkat dengan alamat 10.0.1.12."),
        (
            ["sw1: int p1", "sw1: sw acc vlan 10"],
            "Paket berhenti di sw1: p3 ada di VLAN 1, bingkainya di VLAN 10.",
        ),
        (
            ["sw2: int p1", "sw2: sw acc vlan 10"],
            "Paket berhenti di sw2: p1 ada di VLAN 10, bingkainya di VLAN 1.",
        ),
        (
            ["sw1: int p3", "sw1: sw trunk allowed vlan 10"],
            "Paket berhenti di sw1: VLAN 1 tidak diizinkan di trunk p3.",
        ),
        (
            ["sw2: int p3", "sw2: sw trunk allowed vlan 10"],
            "Paket berhenti di sw2: VLAN 1 tidak diizinkan di trunk p3.",
        ),
        (["sw1: int p3", "sw1: sw mode trunk"], "Paket sampai dan dibalas: pc1 → pc2."),
        (
            ["sw1: int p3", "sw1: sw trunk native vlan 99"],
            "Paket berhenti di sw2: p3 port akses, bingkainya bertag VLAN 1.",
        ),
    ],
)
def test_a_frame_gets_through_the_switches_or_says_where_it_ended(lines, told):
    assert reason(flat(), "pc1", "10.0.1.12", *lines) == told


TRUNKED = {
    "sw1": [*VLAN_10, "interface p3", "switchport trunk allowed vlan 10,20"],
    "sw2": [*VLAN_10, "interface p3", "switchport trunk allowed vlan 10,20"],
}


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([], "Paket sampai dan dibalas: pc1 → pc2."),
        (
            ["sw1: int p3", "sw1: sw tr all vlan remove 10"],
            "Paket berhenti di sw1: VLAN 10 tidak diizinkan di trunk p3.",
        ),
        (
            ["sw2: int p3", "sw2: sw tr all vlan 20"],
            "Paket berhenti di sw2: VLAN 10 tidak diizinkan di trunk p3.",
        ),
        (["sw2: no vlan 10"], "Paket berhenti di sw2: VLAN 10 belum dibuat di sini."),
        (["sw1: no vlan 10"], "Paket berhenti di sw1: VLAN 10 belum dibuat di sini."),
        (
            ["sw2: int p1", "sw2: sw acc vlan 20"],
            "Paket berhenti di sw2: p1 ada di VLAN 20, bingkainya di VLAN 10.",
        ),
        (
            ["sw2: int p3", "sw2: sw acc vlan 10"],
            "Paket berhenti di sw2: p3 port akses, bingkainya bertag VLAN 10.",
        ),
        (
            ["sw1: int p3", "sw1: sw tr native vlan 10", "sw2: int p3", "sw2: sw acc vlan 10"],
            "Paket sampai dan dibalas: pc1 → pc2.",
        ),
    ],
)
def test_a_vlan_runs_over_a_trunk_that_carries_it(lines, told):
    assert reason(flat(**TRUNKED), "pc1", "10.0.1.12", *lines) == told


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([], THROUGH_R),
        (
            ["pc1: no ip gateway"],
            "Paket berhenti di pc1: gateway belum diatur, padahal 10.0.2.10 di luar jaringannya.",
        ),
        (
            ["pc1: ip gateway 10.0.7.1"],
            "Paket berhenti di pc1: rute 0.0.0.0/0 lewat 10.0.7.1 tidak dapat dipakai, 10.0.7.1 bukan di jaringan"
            " perangkat ini.",
        ),
        (["pc1: ip gateway 10.0.1.9"], "Paket berhenti di pc1: tidak ada perangkat dengan alamat 10.0.1.9."),
        (["r1: no ip route 10.0.2.0/24"], "Paket berhenti di r1: tidak ada rute ke 10.0.2.0/24."),
        (
            ["r2: no ip route 10.0.1.0/24"],
            "Paket sampai, tetapi balasannya berhenti di r2: tidak ada rute ke 10.0.1.0/24.",
        ),
        (
            ["pc2: no ip gateway"],
            "Paket sampai, tetapi balasannya berhenti di pc2: gateway belum diatur, padahal 10.0.1.10 di luar"
            " jaringannya.",
        ),
        (["r1: int a1", "r1: shutdown"], "Paket berhenti di r1: a1 dimatikan."),
        (["r2: int a1", "r2: shutdown"], "Paket berhenti di r1: a1 tersambung ke antarmuka yang dimatikan."),
        (
            ["r1: ip route 10.0.2.10/32 via 10.0.1.10"],
            "Paket berhenti di pc1: paket untuk 10.0.2.10 tidak diteruskan, ini bukan router.",
        ),
        (
            [
                "r2: int a0",
                "r2: no ip address",
                "r2: ip route 0.0.0.0/0 via 10.0.9.1",
                "r2: no ip route 10.0.1.0/24",
            ],
            "Paket berhenti di r2: paket berputar sampai TTL habis (r2 → r1 → r2).",
        ),
        (
            ["pc1: ip address 10.0.1.10/8"],
            "Paket berhenti di pc1: pc2 tidak terhubung ke jaringan eth0 tanpa melewati router.",
        ),
        (
            ["r1: int a0", "r1: no ip address"],
            "Paket berhenti di pc1: tidak ada perangkat dengan alamat 10.0.1.1.",
        ),
    ],
)
def test_a_packet_is_routed_there_and_back_or_says_where_it_ended(lines, told):
    assert reason(routed(), "pc1", "10.0.2.10", *lines) == told


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([], "Paket sampai dan dibalas: pc1 → r1 → pc2."),
        (["r1: no int a0.20"], "Paket berhenti di r1: tidak ada rute ke 10.0.20.0/24."),
        (["r1: no int a0.10"], "Paket berhenti di pc1: tidak ada perangkat dengan alamat 10.0.10.1."),
        (["r1: int a0.10", "r1: shutdown"], "Paket berhenti di r1: a0.10 dimatikan."),
        (
            ["r1: int a0.10", "r1: enc dot1q 30"],
            "Paket berhenti di r1: a0 tidak punya sub-antarmuka untuk VLAN 10.",
        ),
        (
            ["sw1: int p3", "sw1: sw tr all vlan 20"],
            "Paket berhenti di sw1: VLAN 10 tidak diizinkan di trunk p3.",
        ),
        (
            ["sw1: int p3", "sw1: sw acc vlan 10"],
            "Paket berhenti di r1: bingkai tidak sampai ke a0.10 karena VLAN-nya berbeda.",
        ),
        (
            ["sw1: int p1", "sw1: sw acc vlan 20"],
            "Paket berhenti di r1: bingkai tidak sampai ke a0.10 karena VLAN-nya berbeda.",
        ),
        (
            ["sw1: int p1", "sw1: sw acc vlan 30", "sw1: int p3", "sw1: sw tr all vlan add 30"],
            "Paket berhenti di r1: a0 tidak punya sub-antarmuka untuk VLAN 30.",
        ),
    ],
)
def test_a_router_on_a_stick_joins_vlans(lines, told):
    assert reason(on_a_stick(), "pc1", "10.0.20.5", *lines) == told


SVI = ["interface vlan10", "ip address 10.0.10.1/24", "interface vlan20", "ip address 10.0.20.1/24"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["sw1: ip routing"], "Paket sampai dan dibalas: pc1 → sw1 → pc2."),
        ([], "Paket berhenti di sw1: paket untuk 10.0.20.5 tidak diteruskan, ini bukan router."),
        (["sw1: ip routing", "sw1: int vlan20", "sw1: shut"], "Paket berhenti di sw1: vlan20 dimatikan."),
        (["sw1: ip routing", "sw1: no vlan 20"], "Paket berhenti di sw1: VLAN untuk vlan20 belum dibuat."),
        (["sw1: ip routing", "sw1: int vlan 10", "sw1: shut"], "Paket berhenti di sw1: vlan10 dimatikan."),
    ],
)
def test_a_switch_with_vlan_interfaces_joins_vlans(lines, told):
    net = on_a_stick(r1=[], sw1=[*VLAN_10, "interface p2", "switchport access vlan 20", *SVI])

    assert reason(net, "pc1", "10.0.20.5", *lines) == told


def test_loops_of_switches_end():
    net = setup(
        "pc1 host\npc2 host\nsw1 switch p1 p2 p3\nsw2 switch p1 p2 p3\nsw3 switch p1 p2 p3",
        "pc1:eth0 sw1:p1\nsw1:p2 sw2:p2\nsw2:p3 sw3:p3\nsw3:p2 sw1:p3\npc2:eth0 sw2:p1",
        pc1=host("10.0.1.11/24"),
        pc2=host("10.0.1.12/24"),
    )

    assert reason(net, "pc1", "pc2") == "Paket sampai dan dibalas: pc1 → pc2."
    assert reason(net, "pc1", "pc2", "sw1: int p2", "sw1: shut") == "Paket sampai dan dibalas: pc1 → pc2."


def test_the_longest_prefix_wins():
    lines = ["r1: ip route 0.0.0.0/0 via 10.0.1.10", "r1: ip route 10.0.0.0/16 via 10.0.1.10"]

    assert reason(routed(), "pc1", "10.0.2.10", *lines) == THROUGH_R


def test_of_equal_prefixes_the_smaller_distance_wins_then_the_first():
    far = "r1: ip route 10.0.2.0/24 via 10.0.1.10"

    assert reason(routed(), "pc1", "10.0.2.10", f"{far} 5") == THROUGH_R
    assert reason(routed(), "pc1", "10.0.2.10", far) == THROUGH_R
    assert "pc1" in reason(
        routed(),
        "pc1",
        "10.0.2.10",
        "r1: no ip route 10.0.2.0/24",
        far,
        "r1: ip route 10.0.2.0/24 10.0.9.2 9",
    )


def test_an_address_that_two_devices_have_is_named():
    assert reason(flat(), "pc1", "10.0.1.12", "sw1: int vlan1", "sw1: ip address 10.0.1.12/24") == (
        "Paket berhenti di pc1: 10.0.1.12 dipakai lebih dari satu perangkat (pc2, sw1)."
    )


def test_a_device_answers_itself_and_on_its_far_side():
    assert reason(flat(), "pc1", "10.0.1.11") == "Paket sampai dan dibalas: pc1."
    assert reason(routed(), "pc1", "10.0.9.1") == "Paket sampai dan dibalas: pc1 → r1."


@pytest.mark.parametrize(
    ("lines", "met"), [([], False), (["r1: no ip route 10.0.2.0/24"], True), (["pc1: no ip address"], False)]
)
def test_a_packet_that_must_not_arrive(lines, met):
    verdict = LAB.judge(routed(), [ping("pc1", "pc2", arrives=False)], log(*lines))[0]

    assert verdict.met is met


@pytest.mark.parametrize(
    ("more", "met"),
    [
        ({}, True),
        ({"through": ["r2"]}, True),
        ({"through": ["pc2", "r1"]}, True),
        ({"down": ["r1:a1"]}, False),
        ({"down": ["r1:a2"]}, True),
    ],
)
def test_a_goal_may_ask_for_the_way_and_for_a_broken_cable(more, met):
    goals = [ping("pc1", "pc2", **more), ping("pc1", "pc2")]

    assert [verdict.met for verdict in LAB.judge(routed(), goals, {})] == [met, True]


def test_a_second_route_takes_over_when_the_first_breaks():
    net = setup(
        "pc1 host\nr1 router a0 a1 a2\nr2 router a0 a1 a2\npc2 host",
        "pc1:eth0 r1:a0\nr1:a1 r2:a1\nr1:a2 r2:a2\npc2:eth0 r2:a0",
        pc1=host("10.0.1.10/24", "10.0.1.1"),
        pc2=host("10.0.2.10/24", "10.0.2.1"),
        r1=[
            "int a0",
            "ip addr 10.0.1.1/24",
            "int a1",
            "ip addr 10.0.8.1/30",
            "int a2",
            "ip addr 10.0.9.1/30",
            "ip route 10.0.2.0/24 via 10.0.8.2",
        ],
        r2=[
            "int a0",
            "ip addr 10.0.2.1/24",
            "int a1",
            "ip addr 10.0.8.2/30",
            "int a2",
            "ip addr 10.0.9.2/30",
            "ip route 10.0.1.0/24 via 10.0.8.1",
            "ip route 10.0.1.0/24 via 10.0.9.1 10",
        ],
    )
    cut = ping("pc1", "pc2", down=["r1:a1"])

    assert not LAB.judge(net, [cut], {})[0].met
    assert LAB.judge(net, [cut], log("r1: ip route 10.0.2.0/24 via 10.0.9.2 10"))[0].met


def test_a_switch_reaches_others_from_its_vlan_interface():
    lines = ["sw1: int vlan1", "sw1: ip address 10.0.1.2/24"]

    assert reason(flat(), "sw1", "pc2", *lines) == "Paket sampai dan dibalas: sw1 → pc2."
    assert reason(flat(), "pc2", "sw1", *lines) == "Paket sampai dan dibalas: pc2 → sw1."
    assert reason(flat(), "pc2", "sw1", *lines, "sw1: shutdown") == "Paket berhenti di sw1: vlan1 dimatikan."
    assert reason(flat(), "sw1", "pc2", *lines, "sw1: int p3", "sw1: sw acc vlan 9") == (
        "Paket berhenti di sw1: p3 ada di VLAN 9, bingkainya di VLAN 1."
    )
