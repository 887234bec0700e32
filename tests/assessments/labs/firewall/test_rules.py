import pytest

from assessments.labs.firewall import Firewall
from assessments.labs.firewall.rules import read_addresses, read_ports
from assessments.labs.rows import Unreadable

LAB = Firewall()
SETUP = {
    "rows": 6,
    "networks": [
        {"name": "kantor", "network": "10.10.0.0/24", "text": "Komputer pegawai"},
        {"name": "tamu", "network": "10.20.0.0/24"},
        {"name": "server", "network": "192.0.2.10"},
    ],
}


def rows(*lines: str) -> dict[str, str]:
    """An answer of lines ``action protocol source destination port``; ``-`` is an empty field."""
    fields = ("action", "protocol", "source", "destination", "port")
    return {
        f"{number}.{field}": text
        for number, line in enumerate(lines, start=1)
        for field, text in zip(fields, line.split(), strict=False)
        if text != "-"
    }


def flow(protocol: str, source: str, destination: str, port: str = "", *, passes: bool = True, goal="1"):
    ends = {"protocol": protocol, "source": source, "destination": destination, "port": port}
    return {"id": goal, "text": "x", "weight": "50", "flow": ends, "passes": passes}


def passes(answer: dict[str, str], wanted: dict, setup=SETUP) -> bool:
    return LAB.judge(setup, [wanted], answer)[0].met


WEB = flow("tcp", "10.10.0.7", "192.0.2.10", "443")


@pytest.mark.parametrize(
    ("lines", "met"),
    [
        ([], False),
        (["izinkan tcp kantor server 443"], True),
        (["izinkan tcp KANTOR server 443"], True),
        (["izinkan tcp 10.10.0.7 192.0.2.10 443"], True),
        (["izinkan tcp 10.10.0.0/16 192.0.2.0/24 80,443"], True),
        (["izinkan tcp 10.10.0.9/24 server 400-500"], True),
        (["izinkan semua semua semua semua"], True),
        (["izinkan semua semua semua"], True),
        (["izinkan tcp 0.0.0.0/0 server 443"], True),
        (["izinkan tcp tamu,kantor server 443"], True),
        (["izinkan udp kantor server 443"], False),
        (["izinkan tcp tamu server 443"], False),
        (["izinkan tcp kantor tamu 443"], False),
        (["izinkan tcp kantor server 80"], False),
        (["izinkan tcp kantor server 444-500"], False),
        (["tolak semua semua semua", "izinkan tcp kantor server 443"], False),
        (["izinkan tcp kantor server 443", "tolak semua semua semua"], True),
        (["tolak tcp tamu server 443", "izinkan tcp kantor server 443"], True),
        (["izinkan tcp kantor server -", "tolak tcp kantor server 443"], True),
        (["izinkan tcp kantor", "izinkan tcp kantor server 443"], True),
        (["izinkan tcp kantor serverx 443"], False),
        (["izinkan semua kantor server 443"], False),
    ],
)
def test_the_first_rule_that_matches_decides(lines, met):
    assert passes(rows(*lines), WEB) is met


@pytest.mark.parametrize(("default", "met"), [("tolak", False), ("izinkan", True)])
def test_the_default_decides_over_the_rest(default, met):
    assert passes({}, WEB, SETUP | {"default": default}) is met


@pytest.mark.parametrize(
    ("lines", "wanted", "met"),
    [
        (["izinkan tcp 10.10.0.7 server 443"], flow("tcp", "kantor", "server", "443"), False),
        (["izinkan tcp kantor server 443"], flow("tcp", "kantor", "server", "443"), True),
        (
            ["izinkan tcp 10.10.0.0/25,10.10.0.128/25 server 443"],
            flow("tcp", "kantor", "server", "443"),
            True,
        ),
        (
            ["izinkan tcp 10.10.0.0/25,10.10.0.192/26 server 443"],
            flow("tcp", "kantor", "server", "443"),
            False,
        ),
        (
            ["izinkan tcp kantor server 1-79,81-65535"],
            flow("tcp", "kantor", "server", "80", passes=False),
            True,
        ),
        (["izinkan tcp kantor server"], flow("tcp", "kantor", "server", "1-22", passes=False), False),
        (["izinkan icmp semua semua"], flow("icmp", "tamu", "server"), True),
        (["izinkan icmp semua semua"], flow("semua", "tamu", "server"), False),
        (["izinkan semua semua semua"], flow("semua", "tamu", "server"), True),
        (["tolak semua tamu semua", "izinkan semua semua semua"], flow("semua", "semua", "server"), False),
        (
            ["tolak semua tamu semua", "izinkan semua semua semua"],
            flow("semua", "tamu", "semua", passes=False),
            True,
        ),
    ],
)
def test_a_goal_holds_for_its_whole_flow(lines, wanted, met):
    assert passes(rows(*lines), wanted) is met


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("443", ((443, 443),)),
        ("80, 443", ((80, 80), (443, 443))),
        ("8000-8010", ((8000, 8010),)),
        ("8000 – 8010", ((8000, 8010),)),
        ("semua", ((1, 65535),)),
        ("", ((1, 65535),)),
    ],
)
def test_ports_are_read(text, spans):
    assert read_ports(text, frozenset(["tcp"])) == spans


@pytest.mark.parametrize(
    "text", ["0", "65536", "http", "80-", "-80", "90-80", "80,,443", "1,2,3,4,5", "٤٤٣", "8²"]
)
def test_what_is_no_port_is_said(text):
    with pytest.raises(Unreadable, match=r".+"):
        read_ports(text, frozenset(["tcp"]))


@pytest.mark.parametrize(
    "text", ["10.0.0", "10.0.0.256", "10.0.0.0/33", "2001:db8::1", "kantr", ",", "10.0.0.1/", "/8"]
)
def test_what_is_no_address_is_said(text):
    with pytest.raises(Unreadable, match=r".+"):
        read_addresses(text, {})


@pytest.mark.parametrize(
    ("lines", "wanted", "reason"),
    [
        (
            ["tolak semua semua semua", "izinkan tcp kantor server 443"],
            WEB,
            "Aturan 1 (tolak semua dari semua ke semua, port semua) cocok lebih dulu untuk tcp dari 10.10.0.7"
            " ke 192.0.2.10 port 443.",
        ),
        (
            ["izinkan tcp kantor"],
            WEB,
            "Tidak ada aturan yang cocok untuk tcp dari 10.10.0.7 ke 192.0.2.10 port 443. Yang tidak cocok dengan"
            " satu aturan pun ditolak. Aturan 1 belum dapat dibaca, jadi tidak pernah cocok.",
        ),
        (
            ["izinkan icmp semua semua"],
            flow("icmp", "tamu", "server", passes=False),
            "Aturan 1 (izinkan icmp dari semua ke semua, port semua) cocok lebih dulu untuk icmp dari 10.20.0.0"
            " ke 192.0.2.10.",
        ),
    ],
)
def test_the_reason_names_the_rule_that_decided(lines, wanted, reason):
    assert LAB.judge(SETUP, [wanted], rows(*lines))[0].reason == reason
