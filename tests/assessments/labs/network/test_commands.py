"""Each command: what it sets, how it may be shortened, and what is said when it is wrong."""

import pytest

from tests.assessments.labs.network.nets import LAB, flat, log, on_a_stick, routed, said, setup


def settings_of(device: str, *lines: str, net=None) -> list[str]:
    """The configuration of a device after some commands, without what it began with."""
    net = net or setup("pc1 host\nr1 router eth0 eth1\nsw1 switch p1 p2", "pc1:eth0 sw1:p1\nsw1:p2 r1:eth0")
    before = said(net, f"{device}: show running-config")
    after = said(net, *(f"{device}: {line}" for line in lines), f"{device}: show running-config")
    return [line.strip() for line in after if line not in before]


@pytest.mark.parametrize(
    ("device", "lines", "settings"),
    [
        ("pc1", ["ip address 10.0.1.5/24"], ["ip address 10.0.1.5/24"]),
        ("pc1", ["IP ADDR 10.0.1.5 255.255.255.0"], ["ip address 10.0.1.5/24"]),
        ("pc1", ["ip address 10.0.1.5 24"], ["ip address 10.0.1.5/24"]),
        ("pc1", ["ip address 10.0.1.5/24", "ip address 10.0.1.6/24"], ["ip address 10.0.1.6/24"]),
        ("pc1", ["ip address 10.0.1.5/24", "no ip address"], []),
        ("pc1", ["ip gateway 10.0.1.1"], ["ip gateway 10.0.1.1"]),
        ("pc1", ["ip default-gateway 10.0.1.1"], ["ip gateway 10.0.1.1"]),
        ("pc1", ["ip gateway 10.0.1.1", "no ip gateway"], []),
        ("pc1", ["shutdown"], ["shutdown"]),
        ("pc1", ["shutdown", "no shut"], []),
        ("r1", ["interface eth1", "ip address 10.0.1.5/24"], ["ip address 10.0.1.5/24"]),
        ("r1", ["int e1", "ip address 10.0.1.5/31"], ["ip address 10.0.1.5/31"]),
        ("r1", ["int eth 1", "do ip address 10.0.1.0/32"], ["ip address 10.0.1.0/32"]),
        ("r1", ["interface eth0.10"], ["interface eth0.10", "encapsulation dot1q 10"]),
        ("r1", ["int e0.10", "encap dot1q 20"], ["interface eth0.10", "encapsulation dot1q 20"]),
        ("r1", ["int e0.10", "no int e0.10"], []),
        ("r1", ["ip route 10.2.0.0/16 via 10.0.0.1"], ["ip route 10.2.0.0/16 via 10.0.0.1"]),
        ("r1", ["ip route 10.2.0.0 255.255.0.0 10.0.0.1"], ["ip route 10.2.0.0/16 via 10.0.0.1"]),
        ("r1", ["ip route default via 10.0.0.1 200"], ["ip route 0.0.0.0/0 via 10.0.0.1 200"]),
        (
            "r1",
            ["ip route 0.0.0.0/0 10.0.0.1 5", "ip route default via 10.0.0.1"],
            ["ip route 0.0.0.0/0 via 10.0.0.1"],
        ),
        ("r1", ["ip route default via 10.0.0.1", "no ip route 0.0.0.0/0"], []),
        (
            "r1",
            [
                "ip route default via 10.0.0.1",
                "ip route default via 10.0.0.2",
                "no ip route default via 10.0.0.1",
            ],
            ["ip route 0.0.0.0/0 via 10.0.0.2"],
        ),
        ("sw1", ["vlan 10"], ["vlan 10 name VLAN0010"]),
        ("sw1", ["vlan 10 name Keuangan Kota"], ["vlan 10 name Keuangan Kota"]),
        ("sw1", ["vlan 10,20-21", "no vlan 20"], ["vlan 10 name VLAN0010", "vlan 21 name VLAN0021"]),
        (
            "sw1",
            ["int p1", "switchport access vlan 10"],
            ["vlan 10 name VLAN0010", "switchport access vlan 10"],
        ),
        ("sw1", ["int p1", "sw acc vlan 10", "no sw acc vlan"], ["vlan 10 name VLAN0010"]),
        ("sw1", ["int p1", "sw mode trunk"], ["switchport trunk allowed vlan all"]),
        ("sw1", ["int p1", "sw mode trunk", "sw mode acc"], []),
        ("sw1", ["int p1", "sw tr all vlan 10, 20-22"], ["switchport trunk allowed vlan 10,20-22"]),
        (
            "sw1",
            ["int p1", "sw tr all vlan 10", "sw tr all vlan add 11"],
            ["switchport trunk allowed vlan 10-11"],
        ),
        ("sw1", ["int p1", "sw tr all vlan remove 2-4094"], ["switchport trunk allowed vlan 1"]),
        ("sw1", ["int p1", "sw tr all vlan except 1"], ["switchport trunk allowed vlan 2-4094"]),
        ("sw1", ["int p1", "sw tr all vlan none"], ["switchport trunk allowed vlan none"]),
        ("sw1", ["int p1", "sw tr all vlan 5", "sw tr all vlan all"], ["switchport trunk allowed vlan all"]),
        ("sw1", ["int p1", "sw tr all vlan 5", "no sw tr all vlan"], ["switchport trunk allowed vlan all"]),
        (
            "sw1",
            ["int p1", "sw tr native vlan 9"],
            ["switchport trunk allowed vlan all", "switchport trunk native vlan 9"],
        ),
        (
            "sw1",
            ["int vlan 10", "ip address 10.0.1.2/24"],
            ["interface vlan10", "ip address 10.0.1.2/24", "no shutdown"],
        ),
        ("sw1", ["ip routing"], ["ip routing"]),
        ("sw1", ["ip routing", "no ip routing"], []),
        ("sw1", ["enable", "conf t", "exit", "end", "write"], []),
    ],
)
def test_a_command_sets_what_it_says(device, lines, settings):
    assert settings_of(device, *lines) == [line for line in settings if line != "no shutdown"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("pc1: foo", "Perintah “foo” tidak dikenal. Ketik help untuk daftar perintah."),
        ("pc1: do", "Tulis perintah, misalnya help."),
        ("pc1: ip", "Perintah “ip” belum lengkap. Sesudahnya: address, default-gateway, gateway."),
        ("r1: ip rout", "Alamat belum ditulis, misalnya 10.0.1.1/24."),
        ("sw1: sh", "“sh” dapat berarti show, shutdown. Tulis lebih lengkap."),
        ("sw1: s foo", "“foo” berlebih di akhir perintah."),
        ("sw1: sw foo", "“foo” tidak dikenal setelah “sw”. Yang ada: access, mode, trunk."),
        ("pc1: ip ?", "“?” tidak dikenal setelah “ip”. Yang ada: address, default-gateway, gateway."),
        ("sw1: ip rout", "“rout” dapat berarti route, routing. Tulis lebih lengkap."),
        ("sw1: s", "“s” dapat berarti show, shutdown, switchport. Tulis lebih lengkap."),
        ("r1: show vlans", "“vlans” tidak dikenal setelah “show”. Yang ada: interfaces, ip, running-config."),
        ("r1: show vlan", "“show vlan” bukan perintah router, melainkan switch."),
        ("pc1: ip route 0.0.0.0/0 via 10.0.1.1", "“ip route” bukan perintah host, melainkan switch, router."),
        ("pc1: ip address", "Alamat belum ditulis, misalnya 10.0.1.1/24."),
        ("pc1: ip address 10.0.1.300/24", "“10.0.1.300” bukan alamat IPv4."),
        ("pc1: ip address 2001:db8::1/64", "“2001:db8::1” bukan alamat IPv4."),
        (
            "pc1: ip address 10.0.1.5",
            "Panjang prefiks belum ditulis, misalnya 10.0.1.5/24 atau 10.0.1.5 255.255.255.0.",
        ),
        ("pc1: ip address 10.0.1.5/33", "Panjang prefiks paling besar 32, bukan 33."),
        ("pc1: ip address 10.0.1.5 255.0.255.0", "“255.0.255.0” bukan masker jaringan."),
        ("pc1: ip address 10.0.1.5 0.0.0.255", "“0.0.0.255” bukan masker jaringan."),
        ("pc1: ip address 10.0.1.5/24 lebih", "“lebih” berlebih di akhir perintah."),
        (
            "pc1: ip address 10.0.1.0/24",
            "10.0.1.0/24 adalah alamat jaringannya sendiri, bukan alamat perangkat.",
        ),
        (
            "pc1: ip address 10.0.1.255/24",
            "10.0.1.255/24 adalah alamat siaran jaringannya, bukan alamat perangkat.",
        ),
        ("pc1: ip address 224.0.0.5/24", "224.0.0.5/24 tidak dapat dipakai sebagai alamat perangkat."),
        ("pc1: ip address 127.0.0.1/8", "127.0.0.1/8 tidak dapat dipakai sebagai alamat perangkat."),
        ("pc1: ip address 10.0.1.5/0", "10.0.1.5/0 tidak dapat dipakai sebagai alamat perangkat."),
        ("r1: ip address 10.0.1.5/24", "Pilih antarmuka lebih dulu, misalnya: interface a0."),
        ("r1: interface", "Nama antarmuka belum ditulis, misalnya a0, a1, a2."),
        ("r1: interface b7", "Antarmuka “b7” tidak ada di r1. Yang ada: a0, a1, a2."),
        ("r1: interface b7.10", "Antarmuka “b7.10” tidak ada di r1. Yang ada: a0, a1, a2."),
        ("r1: interface a0.5000", "“5000” bukan nomor VLAN (1 sampai 4094)."),
        ("pc1: interface eth0.10", "Antarmuka “eth0.10” tidak ada di pc1. Yang ada: eth0."),
        ("r1: no interface a0", "Hanya sub-antarmuka dan antarmuka VLAN yang ada yang dapat dihapus."),
        (
            "r1: ip route 10.2.0.5/16 via 10.0.9.2",
            "10.2.0.5/16 bukan alamat jaringan; jaringannya 10.2.0.0/16.",
        ),
        ("r1: ip route 10.2.0.0/16", "Alamat perangkat berikutnya belum ditulis."),
        ("r1: ip route 10.2.0.0/16 via a1", "Tulis alamat perangkat berikutnya, bukan nama antarmuka."),
        ("r1: ip route 10.2.0.0/16 via 10.0.9.1", "10.0.9.1 adalah alamat perangkat ini sendiri."),
        ("r1: ip route 10.2.0.0/16 via 10.0.9.2 jauh", "Jarak rute “jauh” bukan bilangan 1 sampai 255."),
        ("r1: no ip route 10.7.0.0/16", "Rute statis itu tidak ada."),
        ("pc1: ip gateway 10.0.1.1 x", "“x” berlebih di akhir perintah."),
        ("pc1: ping", "Tujuan belum ditulis, misalnya ping 10.0.1.1."),
        ("pc1: ping pc9", "“pc9” bukan alamat IPv4."),
        ("pc1: ping 10.0.1.1 10", "“10” berlebih di akhir perintah."),
    ],
)
def test_a_wrong_command_says_what_is_wrong(line, told):
    net = flat() if line.startswith("sw1") else routed()

    assert said(net, line) == [told]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["ip address 10.0.1.1/24"], "Pilih antarmuka lebih dulu, misalnya: interface p1."),
        (
            ["int p1", "ip address 10.0.1.1/24"],
            "Port switch tidak beralamat. Pilih antarmuka VLAN, misalnya: interface vlan1.",
        ),
        (["int vlan1", "switchport access vlan 10"], "Pilih port dahulu; vlan1 bukan port."),
        (["int p1", "switchport mode hybrid"], "Jenis port adalah access atau trunk, bukan “hybrid”."),
        (["int p1", "switchport access vlan 5000"], "“5000” bukan nomor VLAN (1 sampai 4094)."),
        (["int p1", "switchport trunk allowed vlan"], "Nomor VLAN belum ditulis."),
        (["int p1", "switchport trunk allowed vlan 30-20"], "“30-20” terbalik."),
        (["vlan 0"], "“0” bukan nomor VLAN (1 sampai 4094)."),
        (["vlan 1-4000"], "Perangkat ini sudah penuh."),
        (["no vlan 1"], "VLAN 1 tidak dapat dihapus."),
        (["no vlan 77"], "VLAN 77 tidak ada."),
    ],
)
def test_a_wrong_command_on_a_switch_says_what_is_wrong(lines, told):
    assert said(flat(), *(f"sw1: {line}" for line in lines)) == [told]


def test_two_interfaces_may_not_overlap():
    assert said(routed(), "r1: int a2", "r1: ip address 10.0.1.200/25") == [
        "10.0.1.128/25 tumpang tindih dengan 10.0.1.0/24 di a0."
    ]


def test_encapsulation_is_for_sub_interfaces():
    assert said(routed(), "r1: int a2", "r1: encapsulation dot1q 10") == [
        "Hanya untuk sub-antarmuka, misalnya: interface a2.10."
    ]


def test_a_locked_device_can_only_be_looked_at():
    net = routed()
    net["devices"][2]["locked"] = True

    assert said(net, "r1: int a0") == ["r1 dikelola pihak lain: Anda hanya dapat melihat."]
    assert len(said(net, "r1: show ip route")) == 4


def test_interfaces_are_listed_with_state_and_vlan():
    lines = ["sw1: int p2", "sw1: shutdown", "sw1: int vlan30"]

    assert said(on_a_stick(), *lines, "sw1: show int") == [
        "Antarmuka  Keadaan         Alamat  VLAN",
        "p1         aktif           -       access 10",
        "p2         dimatikan       -       access 20",
        "p3         aktif           -       trunk 10,20, native 1",
        "vlan30     VLAN belum ada  -       30",
    ]
    assert said(on_a_stick(), "pc1: ipconfig") == [
        "Antarmuka  Keadaan  Alamat",
        "eth0       aktif    10.0.10.5/24",
        "gateway 10.0.10.1",
    ]


def test_vlans_are_listed_with_their_ports():
    assert said(on_a_stick(), "sw1: show vlan") == [
        "VLAN  Nama      Port akses",
        "1     default   -",
        "10    VLAN0010  p1",
        "20    VLAN0020  p2",
        "trunk p3: 10,20, native 1",
    ]


def test_routes_are_listed_as_they_are_searched():
    lines = ["r1: ip route default via 10.0.9.2 9", "r1: ip route 10.7.0.0/16 via 10.8.0.1"]

    assert said(routed(), *lines, "r1: sh ip ro") == [
        "C = tersambung langsung, S = statis, - = tidak dapat dipakai",
        "C  10.0.9.0/30                    a1",
        "C  10.0.1.0/24                    a0",
        "S  10.0.2.0/24  via 10.0.9.2      a1",
        "-  10.7.0.0/16  via 10.8.0.1",
        "S  0.0.0.0/0    via 10.0.9.2 [9]  a1",
    ]
    assert said(flat(), "sw1: show ip route") == ["Tabel rute kosong."]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["pc1: ping 10.0.2.10"], "Balasan dari 10.0.2.10: 4 dari 4 paket kembali."),
        (["pc1: ping PC2"], "Balasan dari 10.0.2.10: 4 dari 4 paket kembali."),
        (
            ["pc1: no ip gateway", "pc1: ping 10.0.2.10"],
            "Tidak terkirim: gateway belum diatur, padahal 10.0.2.10 di luar jaringannya.",
        ),
        (["r1: no ip route 10.0.2.0/24", "pc1: ping pc2"], "r1 menjawab: 10.0.2.10 tidak dapat dicapai."),
        (
            ["r2: no ip route 10.0.1.0/24", "pc1: ping pc2"],
            "Waktu habis: tidak ada balasan dari 10.0.2.10, 0 dari 4 paket kembali.",
        ),
        (["pc2: no ip address", "pc1: ping pc2"], "pc2 belum punya alamat."),
    ],
)
def test_ping_says_as_much_as_the_asking_device_can_know(lines, told):
    assert said(routed(), *lines) == [told]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["pc1: traceroute pc2"], [" 1  10.0.1.1  r1", " 2  10.0.9.2  r2", " 3  10.0.2.10  pc2"]),
        (["pc1: tracert 10.0.1.10"], [" 1  10.0.1.10  pc1"]),
        (
            ["pc2: shutdown", "pc1: traceroute 10.0.2.10"],
            [" 1  10.0.1.1  r1", " 2  10.0.9.2  r2", "Berakhir di sini; 10.0.2.10 belum tercapai."],
        ),
        (
            ["r2: no ip route 10.0.1.0/24", "pc1: traceroute pc2"],
            [" 1  10.0.1.1  r1", " 2  *", " 3  *"],
        ),
        (["pc1: no ip address", "pc1: traceroute pc2"], ["Tidak terkirim: belum ada alamat IP."]),
    ],
)
def test_traceroute_names_the_devices_that_can_answer(lines, told):
    assert said(routed(), *lines) == told


@pytest.mark.parametrize(
    ("device", "has", "lacks"), [("pc1", "ip gateway", "vlan"), ("sw1", "vlan VLAN", "encapsulation")]
)
def test_help_lists_what_the_device_knows(device, has, lacks):
    lines = said(on_a_stick(), f"{device}: help")

    assert any(line.startswith(has) for line in lines)
    assert not any(line.startswith(lacks) for line in lines)
    assert lines == said(on_a_stick(), f"{device}: ?")


def test_what_a_device_shows_as_its_configuration_sets_it_up_again():
    net = on_a_stick()
    for device in net["devices"]:
        device["config"] = said(on_a_stick(), f"{device['name']}: show running-config")

    assert LAB.check(net, []) == ["goals: harus berisi 1 sampai 20 butir."]
    assert said(net, "pc1: ping pc2") == ["Balasan dari 10.0.20.5: 4 dari 4 paket kembali."]


def test_a_failed_command_changes_nothing_and_is_marked():
    transcript = LAB.show(
        routed(), log("r1: int a1", "r1: ip address 10.0.9.1/33", "pc1: ping pc2")
    ).transcript

    assert [(said.device, said.fault) for said in transcript] == [("r1", False), ("r1", True), ("pc1", False)]
    assert transcript[2].output == ("Balasan dari 10.0.2.10: 4 dari 4 paket kembali.",)
