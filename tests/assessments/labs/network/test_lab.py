import pytest

from assessments.grading.responses import BadResponse
from tests.assessments.labs.network.nets import LAB, flat, log, ping, routed

NEW = {"perangkat": "PC1", "perintah": "  ping   10.0.1.12 "}
WANTED = ping("pc1", "10.0.1.12")


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ({}, {}),
        ({"log": "", "perangkat": "pc1", "perintah": ""}, {}),
        ({"log": " \n\n"}, {}),
        (NEW, {"log": "pc1: ping 10.0.1.12"}),
        ({"log": "sw1: show vlan"} | NEW, {"log": "sw1: show vlan\npc1: ping 10.0.1.12"}),
        ({"log": "SW1 :  show\tvlan\r\n\r\npc1:help"}, {"log": "sw1: show vlan\npc1: help"}),
        ({"perangkat": "pc1", "perintah": "help\n\nipconfig"}, {"log": "pc1: help\npc1: ipconfig"}),
        ({"log": "pc1: help", "perangkat": "mars"}, {"log": "pc1: help"}),
        ({"log": "pc1: help: me"}, {"log": "pc1: help: me"}),
    ],
)
def test_a_new_command_is_written_at_the_end_of_the_log(answer, kept):
    assert LAB.clean(flat(), answer) == kept


@pytest.mark.parametrize(
    "answer",
    [
        {"perintah": "help"},
        {"perangkat": "mars", "perintah": "help"},
        {"log": "mars: help"},
        {"log": "help"},
        {"log": "pc1:"},
        {"log": "pc1: " + "x" * 116},
        {"log": "pc1: help\n" * 201},
        {"log": "pc1: help\n" * 200} | NEW,
        {"log": "pc1: \0"},
        {"log": "pc1: \ud800"},
        {"log": ["pc1: help"]},
        {"log": None},
        {"lain": "x"},
        "pc1: help",
    ],
)
def test_what_is_no_log_is_refused(answer):
    with pytest.raises(BadResponse):
        LAB.clean(flat(), answer)


def test_the_longest_log_is_kept():
    lines = ["pc1: " + "x" * 115] * 200

    assert LAB.clean(flat(), log(*lines)) == log(*lines)


def test_the_view_holds_the_network_as_it_is_now():
    view = LAB.show(flat(), log("sw1: int p3", "sw1: shutdown"))

    assert [(one.name, one.text, one.chosen) for one in view.devices[1:3]] == [
        ("pc2", "pc2 (komputer)", False),
        ("sw1", "sw1 (switch)", True),
    ]
    assert [wire.text for wire in view.topology.wires] == [
        "pc1:eth0 ke sw1:p1",
        "sw1:p3 ke sw2:p3 (mati)",
        "pc2:eth0 ke sw2:p1",
    ]
    assert [node.note for node in view.topology.nodes] == ["10.0.1.11/24", "10.0.1.12/24", "switch", "switch"]
    assert view.left == 198


def test_every_box_lies_inside_the_picture():
    topology = LAB.show(routed(), {}).topology

    assert all(0 <= node.x <= topology.width - topology.box_width for node in topology.nodes)
    assert all(0 <= node.y <= topology.height - topology.box_height for node in topology.nodes)


def first_device(**changes) -> dict:
    net = flat()
    net["devices"][0] |= changes
    return net


PLACE = "setup.devices, butir 1"


@pytest.mark.parametrize(
    ("net", "fault"),
    [
        ([], "setup: harus berupa tabel (kunci dan nilai)."),
        ({"devices": []}, "setup.devices: harus berisi 1 sampai 20 butir."),
        (flat() | {"vlans": []}, "setup: kunci tidak dikenal: vlans."),
        (first_device(name="pc 1"), f"{PLACE}, name: pakai huruf, angka, dan tanda hubung."),
        (first_device(name="PC2"), "setup.devices: nama pc2 dipakai dua kali."),
        (first_device(kind="hub"), f"{PLACE}, kind: harus salah satu dari: host, switch, router."),
        (first_device(interfaces=[]), f"{PLACE}, interfaces: harus berisi 1 sampai 24 butir."),
        (first_device(interfaces=["vlan1"]), f"{PLACE}, interfaces: “vlan1” harus seperti eth0 atau gi0/1."),
        (first_device(interfaces=["eth0", "eth0"]), f"{PLACE}, interfaces: nama eth0 dipakai dua kali."),
        (first_device(x=-1), f"{PLACE}, x: harus bilangan bulat 0 sampai 1000."),
        (first_device(locked="ya"), f"{PLACE}, locked: harus true atau false."),
        (first_device(ip="10.0.0.1"), f"{PLACE}: kunci tidak dikenal: ip."),
        (
            first_device(config=["ip address 10.0.1.0/24"]),
            f"{PLACE}, config, baris 1: 10.0.1.0/24 adalah alamat jaringannya sendiri, bukan alamat perangkat.",
        ),
        (first_device(config=["help"]), f"{PLACE}, config, baris 1: “help” tidak mengatur apa pun."),
        (flat() | {"links": [["pc1:eth0"]]}, "setup.links, butir 1: harus berisi 2 sampai 2 butir."),
        (
            flat() | {"links": [["pc1:eth0", "sw9:p1"]]},
            "setup.links, butir 1: “sw9:p1” tidak ada; tulis seperti sw1:eth0.",
        ),
        (
            flat() | {"links": [["pc1:eth0", "sw1:p1"], ["pc2:eth0", "sw1:p1"]]},
            "setup.links, butir 2: sw1:p1 sudah tersambung.",
        ),
        (flat() | {"links": [["pc1:eth0", "pc1:eth0"]]}, "setup.links, butir 1: pc1:eth0 sudah tersambung."),
        (
            flat() | {"solution": ["help"]},
            "setup.solution, baris 1: tulis seperti r1: ip address 10.0.1.1/24.",
        ),
        (
            flat() | {"solution": ["pc1: foo"]},
            "setup.solution, baris 1: Perintah “foo” tidak dikenal. Ketik help untuk daftar perintah.",
        ),
        (flat(), "goals: semua tujuan sudah tercapai sebelum peserta mulai."),
    ],
)
def test_a_fault_of_the_setup_names_its_place(net, fault):
    assert LAB.check(net, [WANTED]) == [fault]


@pytest.mark.parametrize(
    ("goal", "fault"),
    [
        (WANTED | {"type": "vlan"}, "Tujuan 1, type: harus ping."),
        (WANTED | {"from": "mars"}, "Tujuan 1, from: perangkat mars tidak ada."),
        (WANTED | {"to": "mars"}, "Tujuan 1, to: “mars” bukan alamat IPv4."),
        (WANTED | {"arrives": None}, "Tujuan 1, arrives: harus true atau false."),
        (WANTED | {"through": ["mars"]}, "Tujuan 1, through: perangkat mars tidak ada."),
        (WANTED | {"down": ["sw1"]}, "Tujuan 1, down: “sw1” tidak ada; tulis seperti sw1:eth0."),
        (WANTED | {"dari": "pc1"}, "Tujuan 1: kunci tidak dikenal: dari."),
    ],
)
def test_a_fault_of_a_goal_names_its_place(goal, fault):
    assert LAB.check(flat(), [goal]) == [fault]


@pytest.mark.parametrize(
    ("solution", "faults"),
    [
        (["pc1: ip address 10.0.1.11/24"], []),
        (["pc1: ip address 10.0.2.11/24"], 1),
    ],
)
def test_the_author_s_solution_is_tried(solution, faults):
    found = LAB.check(flat(pc1=[]) | {"solution": solution}, [WANTED])

    assert len(found) == (faults or 0)
