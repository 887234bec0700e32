"""Rules against a second, plainer way of deciding, and against whatever a person may type."""

from ipaddress import IPv4Address

from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.grading.responses import BadResponse
from assessments.labs.firewall.flows import Flow, decisions
from assessments.labs.firewall.rules import FIELDS, read_rule
from assessments.labs.rows import Row
from tests.assessments.labs.firewall.test_rules import LAB, SETUP, WEB, flow

bounds = settings(derandomize=True, database=None, deadline=None, max_examples=80)
addresses = st.sampled_from(
    ["semua", "10.0.0.0/30", "10.0.0.2", "10.0.0.4/30", "10.0.0.1,10.0.0.6", "10.0.0.0/29"]
)
ports = st.sampled_from(["", "1-3", "2", "3,5", "4-6", "1,4-5"])
lines = st.tuples(st.sampled_from(["izinkan", "tolak"]), st.just("tcp"), addresses, addresses, ports)
words = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["izinkan", "tolak", "tcp", "icmp", "semua", "kantor", "10.0.0.0/8", "80-90", "", ","]),
)
answers = st.dictionaries(
    st.tuples(st.integers(1, 6), st.sampled_from(FIELDS)).map(lambda key: f"{key[0]}.{key[1]}"), words
)


def rules_of(listed):
    return [
        read_rule(Row(n, dict(zip(FIELDS, line, strict=True))), {}) for n, line in enumerate(listed, start=1)
    ]


def decided_one_by_one(rules, source, destination, port):
    for rule in rules:
        spans = ((rule.sources, source), (rule.destinations, destination), (rule.ports, port))
        if all(any(low <= value <= high for low, high in span) for span, value in spans):
            return rule.number
    return None


@bounds
@given(st.lists(lines, max_size=5))
def test_whole_flows_are_decided_as_each_of_their_packets(listed):
    rules = rules_of(listed)
    base = int(IPv4Address("10.0.0.0"))
    wanted = Flow(("tcp",), ((base, base + 7),), ((base + 1, base + 5),), ((1, 6),))

    found = {one.rule.number if one.rule else None for one in decisions(rules, wanted)}

    assert found == {
        decided_one_by_one(rules, base + source, base + destination, port)
        for source in range(8)
        for destination in range(1, 6)
        for port in range(1, 7)
    }


@bounds
@given(st.lists(lines, min_size=1, max_size=5), st.data())
def test_a_shadowed_rule_changes_nothing(listed, data):
    place = data.draw(st.integers(0, len(listed) - 1))
    opposite = ("tolak" if listed[place][0] == "izinkan" else "izinkan", *listed[place][1:])
    with_shadowed = [*listed[: place + 1], opposite, *listed[place + 1 :]]
    wanted = Flow(("tcp",), ((0, 2**32 - 1),), ((0, 2**32 - 1),), ((1, 9),))

    def verdicts(rules):
        return {one.rule.allows if one.rule else None for one in decisions(rules_of(rules), wanted)}

    assert verdicts(with_shadowed) == verdicts(listed)


@bounds
@given(answers)
def test_whatever_is_typed_is_kept_shown_and_judged(answer):
    try:
        kept = LAB.clean(SETUP, answer)
    except BadResponse:
        return
    goals = [WEB, flow("semua", "semua", "semua", passes=False)]

    assert LAB.clean(SETUP, kept) == kept
    assert LAB.judge(SETUP, goals, kept) == LAB.judge(SETUP, goals, kept)
    assert {
        cell.key: cell.value for row in LAB.show(SETUP, kept).rows for cell in row.cells if cell.value
    } == kept


def test_the_fullest_table_is_judged_in_little_work():
    addresses = [",".join(f"10.{row}.{part}.0/25" for part in range(4)) for row in range(20)]
    ports = ",".join(f"{part}00-{part}50" for part in range(1, 5))
    rules = rules_of(
        [
            ("izinkan", "semua" if not row % 2 else "tcp", text, text, "" if not row % 2 else ports)
            for row, text in enumerate(addresses)
        ]
    )
    wanted = Flow(("tcp", "udp", "icmp"), ((0, 2**32 - 1),), ((0, 2**32 - 1),), ((1, 65535),))

    assert sum(1 for _ in decisions(rules, wanted)) < 500
