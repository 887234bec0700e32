"""Questions that are another one for each attempt."""

from decimal import Decimal
from ipaddress import IPv4Address, IPv4Network
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading import draw_values, grade, realised
from assessments.grading.calculated import spoken
from assessments.grading.generators import GENERATORS, PRIVATE
from tests.assessments.grading.bodies import body

seeds = st.integers(0, 2**62)


@given(seeds)
def test_a_calculated_question_is_right_for_its_own_values(seed):
    asked = body("calculated")

    drawn = draw_values("calculated", asked, Random(seed))

    one = realised("calculated", asked, drawn)
    watts = Decimal(drawn["v"])
    assert watts in range(10, 61, 5)
    assert f"Daya {drawn['v']} W" in one["stem"]
    assert grade("calculated", one, f"{watts * 24 / 1000} kWh".replace(".", ",")).share == 1
    assert grade("calculated", one, f"{watts * 24 / 1000 + 1}").share == 0


def test_the_same_seed_draws_the_same():
    asked = body("calculated")

    assert draw_values("calculated", asked, Random(7)) == draw_values("calculated", asked, Random(7))


def test_a_question_without_values_is_asked_as_it_stands():
    asked = body("single")

    assert draw_values("single", asked, Random(1)) == {}
    assert realised("single", asked, {}) is asked


@given(seeds)
def test_a_subnet_is_the_smallest_that_holds_its_devices(seed):
    drawn = GENERATORS["subnet"]({"hosts_low": 2, "hosts_high": 900}, Random(seed))

    own, block, hosts = IPv4Network(drawn["cidr"]), IPv4Network(drawn["block"]), int(drawn["hosts"])
    assert own.subnet_of(block)
    assert own.network_address == block.network_address
    assert own.num_addresses - 2 >= hosts > own.num_addresses // 2 - 2
    assert any(block.subnet_of(private) for private in PRIVATE)
    assert IPv4Network(drawn["next"]).network_address == own.broadcast_address + 1


@given(seeds)
def test_an_address_is_a_device_of_its_network(seed):
    drawn = GENERATORS["address"]({}, Random(seed))

    own = IPv4Network(drawn["cidr"])
    assert IPv4Address(drawn["address"]) in list(own.hosts())
    assert IPv4Address(drawn["first"]) == next(own.hosts())
    assert drawn["mask"] == str(own.netmask)


def rows_of(table: str) -> list[list[str]]:
    return [
        [cell.split("</td>")[0] for cell in row.split("<td>")[1:]]
        for row in table.split("<tbody>")[1].split("<tr>")[1:]
    ]


@given(seeds)
def test_the_longest_prefix_is_the_route(seed):
    drawn = GENERATORS["route"]({"rows": 6}, Random(seed))

    rows = rows_of(drawn["table"])
    holding = [row for row in rows if IPv4Address(drawn["target"]) in IPv4Network(row[1])]
    best = max(holding, key=lambda row: IPv4Network(row[1]).prefixlen)
    assert (drawn["row"], drawn["route"], drawn["hop"]) == tuple(best)
    assert len({row[1] for row in rows}) == len(rows)


@given(seeds)
def test_the_first_rule_that_fits_decides(seed):
    drawn = GENERATORS["rule"]({"rows": 8}, Random(seed))

    first = next(
        row
        for row in rows_of(drawn["table"])
        if IPv4Address(drawn["source"]) in IPv4Network(row[2])
        and IPv4Address(drawn["destination"]) in IPv4Network(row[3])
        and row[4] in {drawn["port"], "semua"}
    )
    assert (drawn["row"], drawn["action"]) == (first[0], first[1])


def test_values_stand_in_texts_and_answers_of_an_address_question():
    generator = {"name": "subnet", "hosts_low": 50, "hosts_high": 50}
    asked = body("ip", stem="Blok {block}, {hosts} perangkat, {lain}", generator=generator)
    asked["answers"] = [{"form": "cidr", "text": "{cidr}", "weight": "100", "feedback": "Mask {mask}."}]
    drawn = draw_values("ip", asked, Random(3))

    one = realised("ip", asked, drawn)

    assert one["stem"] == f"Blok {drawn['block']}, 50 perangkat, {{lain}}"
    assert one["answers"][0]["feedback"] == "Mask 255.255.255.192."
    assert grade("ip", one, f"{drawn['network']} {drawn['mask']}").share == 1


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("1250", "1.250"),
        ("2.5", "2,5"),
        ("0.333333333", "0,33333"),
        ("1000000", "1.000.000"),
        ("-3.10", "-3,1"),
        ("0", "0"),
    ],
)
def test_numbers_are_written_as_people_do(value, words):
    assert spoken(Decimal(value)) == words


@pytest.mark.parametrize(
    ("mode", "tolerance", "given", "share"),
    [
        ("absolute", "0.5", "2,9", 1),
        ("absolute", "0.5", "3,1", 0),
        ("relative", "10", "2,75", 1),
        ("relative", "10", "2,76", 0),
        ("digits", "2", "2,54", 1),
        ("digits", "2", "2,55", 0),
        ("digits", "1", "3,4", 1),
    ],
)
def test_three_ways_of_tolerance(mode, tolerance, given, share):
    asked = body("numeric", mode=mode, answers=[{"value": "2.5", "tolerance": tolerance}])

    assert grade("numeric", asked, given).share == share


@pytest.mark.parametrize(
    ("given", "share"), [("2500 Mbps", 1), ("2,5 Gbps", 1), ("2500", 1), ("2500 Gbps", 0), ("2,5 Kbps", 0)]
)
def test_other_units_are_converted(given, share):
    units = [{"name": "Gbps", "factor": "1000"}]
    asked = body("numeric", mode="absolute", answers=["2500"], unit="Mbps", units=units)

    assert grade("numeric", asked, given).share == share


@pytest.mark.parametrize(("given", "share"), [("MQTT", 1), ("mqtt", 0), ("M Q T T", 0)])
def test_capitals_matter_where_the_question_says_so(given, share):
    assert grade("short", body("short"), given).share == share


@given(seeds)
def test_hints_speak_of_the_values_that_were_drawn(seed):
    asked = body("calculated") | {"hints": ["Kalikan {v} dengan 24.", "Hasilnya {=v * 24} Wh."]}
    drawn = draw_values("calculated", asked, Random(seed))

    hints = realised("calculated", asked, drawn)["hints"]

    assert hints[0] == f"Kalikan {drawn['v']} dengan 24."
    assert "{" not in hints[1]


def test_hints_of_an_address_speak_of_it_too():
    asked = {"stem": "{cidr}", "feedback": "", "hints": ["Jaringannya {cidr}."]}
    asked["answers"] = [{"form": "cidr", "text": "{cidr}", "weight": "100", "feedback": ""}]

    assert realised("ip", asked, {"cidr": "10.0.0.0/8"})["hints"] == ["Jaringannya 10.0.0.0/8."]
