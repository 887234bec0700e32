"""Whatever is typed: nothing raises, nothing hangs, the same log always means the same network."""

from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.labs import LABS
from assessments.labs.network.language import FORMS
from tests.assessments.labs.firewall.test_rules import SETUP as RULES
from tests.assessments.labs.iam.test_policies import SETUP as POLICY
from tests.assessments.labs.network.nets import LAB, flat, log, on_a_stick, ping, setup

bounds = settings(derandomize=True, database=None, deadline=None, max_examples=120)
words = st.sampled_from(
    [
        *(
            "10.0.10.1",
            "10.0.20.5",
            "10.0.10.1/24",
            "0.0.0.0/0",
            "255.255.255.0",
            "10.0.20.1/0",
            "via",
            "default",
        ),
        *("10", "20", "1-99", "999999", "add", "none", "all", "trunk", "access", "name", "x"),
        *("a0", "a0.10", "p1", "p3", "vlan10", "pc1", "pc2"),
    ]
)
forms = st.sampled_from([form.words for form in FORMS])
typed = st.one_of(
    st.tuples(forms, st.lists(words, max_size=3)).map(lambda parts: " ".join([parts[0], *parts[1]])),
    st.text(min_size=1, max_size=40).filter(lambda text: text.strip() and "\0" not in text),
)
lines = st.lists(st.tuples(st.sampled_from(["pc1", "pc2", "sw1", "r1"]), typed), max_size=12)
GOALS = [ping("pc1", "10.0.20.5"), ping("pc2", "pc1", arrives=False), ping("pc1", "r1", down=["sw1:p3"])]


def written(listed) -> dict[str, str]:
    return log(*(f"{device}: {' '.join(command.split())}" for device, command in listed))


@bounds
@given(lines)
def test_any_log_is_replayed_shown_and_judged(listed):
    net, answer = on_a_stick(), written(listed)

    kept = LAB.clean(net, answer)

    assert LAB.clean(net, kept) == kept == answer
    assert LAB.show(net, kept) == LAB.show(net, kept)
    assert LAB.judge(net, GOALS, kept) == LAB.judge(net, GOALS, kept)
    assert len(LAB.show(net, kept).transcript) == len(listed)


@bounds
@given(lines)
def test_looking_changes_nothing(listed):
    looks = [form.words.split()[0] for form in FORMS if form.reads]
    set_up = [(device, command) for device, command in listed if command.split()[0] not in looks]

    def verdicts(lines):
        return LAB.judge(on_a_stick(), GOALS, written(lines))

    assert verdicts([*set_up, ("pc1", "traceroute pc2"), ("sw1", "show vlan")]) == verdicts(set_up)


@bounds
@given(lines)
def test_what_a_configuration_shows_means_the_same_network(listed):
    answer = written(listed)
    again = on_a_stick()
    for device in again["devices"]:
        told = LAB.show(on_a_stick(), log(answer.get("log", ""), f"{device['name']}: show running-config"))
        device["config"] = list(told.transcript[-1].output)

    assert LAB.judge(again, GOALS, {}) == LAB.judge(on_a_stick(), GOALS, answer)


keys = st.sampled_from(
    [
        *(
            "devices",
            "links",
            "solution",
            "name",
            "kind",
            "interfaces",
            "config",
            "x",
            "rows",
            "start",
            "networks",
        ),
        *("network", "users", "actions", "resources", "goals", "id", "text", "weight", "flow", "from", "to"),
    ]
)
leaves = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.sampled_from(["host", "pc1", "eth0"])
)
anything = st.recursive(
    leaves,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=6)),
    max_leaves=25,
)


@settings(derandomize=True, database=None, deadline=None, max_examples=200)
@given(anything, anything, st.sampled_from(sorted(LABS)))
def test_any_json_of_an_author_is_checked_without_raising(setup, goals, kind):
    assert LABS[kind].check(setup, goals) != []
    assert LABS["network"].check(flat(), goals) != []
    assert LABS["firewall"].check(RULES, [goals]) != []
    assert LABS["iam"].check(POLICY, [goals]) != []
    assert LABS["network"].check({"devices": [setup], "links": goals}, goals) != []


def test_the_busiest_log_is_replayed_in_bounded_work():
    switches = "\n".join(f"sw{n} switch {' '.join(f'p{port}' for port in range(24))}" for n in range(16))
    rings = "\n".join(f"sw{n}:p{port} sw{(n + 1) % 16}:p{port + 8}" for n in range(16) for port in range(3))
    net = setup(
        f"pc1 host\nr1 router a0 a1\nr2 router a0 a1\npc2 host\n{switches}",
        f"pc1:eth0 sw0:p23\nr1:a0 sw3:p23\nr1:a1 r2:a1\nr2:a0 sw9:p23\npc2:eth0 sw12:p23\n{rings}",
        pc1=["ip address 10.0.1.5/24", "ip gateway 10.0.1.1"],
        r1=[
            "int a0",
            "ip addr 10.0.1.1/24",
            "int a1",
            "ip addr 10.0.9.1/30",
            "ip route default via 10.0.9.2",
        ],
        r2=["int a1", "ip addr 10.0.9.2/30", "ip route default via 10.0.9.1"],
    )
    answer = log(*[line for n in range(100) for line in ("sw0: vlan 10", f"pc1: traceroute 10.7.0.{n}")])

    transcript = LAB.show(net, answer).transcript

    assert transcript[1].output[-1] == "Berakhir di sini; 10.7.0.0 belum tercapai."
