"""The examples of docs/editors/labs.md are whole labs: an author has nothing to mend, and they can be solved."""

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from assessments.labs import LABS

TEXT = (Path(settings.ROOT) / "docs" / "editors" / "labs.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
QUESTIONS = {question["lab"]: question for block in BLOCKS for question in tomllib.loads(block)["questions"]}


def lab_of(kind: str):
    """The lab, its setup, and its goals with ids as a body has them."""
    question = QUESTIONS[kind]
    goals = [{"id": str(number)} | goal for number, goal in enumerate(question["goals"], start=1)]
    return LABS[kind], question["setup"], goals


def solution_of(kind: str) -> dict[str, str]:
    rows = QUESTIONS[kind]["setup"]["solution"]
    if kind == "network":
        return {"log": "\n".join(rows)}
    return {f"{n}.{field}": text for n, row in enumerate(rows, start=1) for field, text in row.items()}


def test_there_is_an_example_of_each_kind():
    assert QUESTIONS.keys() == LABS.keys()


@pytest.mark.parametrize("kind", LABS)
def test_an_author_has_nothing_to_mend(kind):
    lab, setup, goals = lab_of(kind)

    assert lab.check(setup, goals) == []
    assert sum(int(goal["weight"]) for goal in goals) == 100


@pytest.mark.parametrize(
    ("kind", "met"),
    [
        ("network", [False, False, False, True]),
        ("firewall", [True, True, False, False]),
        ("iam", [True, False, False, False]),
    ],
)
def test_nothing_done_is_not_solved(kind, met):
    lab, setup, goals = lab_of(kind)

    assert [verdict.met for verdict in lab.judge(setup, goals, {})] == met


@pytest.mark.parametrize("kind", LABS)
def test_the_solution_solves(kind):
    lab, setup, goals = lab_of(kind)
    answer = lab.clean(setup, solution_of(kind))

    verdicts = lab.judge(setup, goals, answer)

    assert [verdict for verdict in verdicts if not verdict.met] == []
    assert all(verdict.reason for verdict in verdicts)


@pytest.mark.parametrize(
    ("kind", "change", "goal", "reason"),
    [
        (
            "network",
            {"sw2: vlan 10": "sw2: vlan 11"},
            "1",
            "Paket berhenti di sw2: VLAN 10 belum dibuat di sini.",
        ),
        (
            "network",
            {"r1: ip route 0.0.0.0/0 via 10.20.254.1": "r1: show ip route"},
            "2",
            "Paket berhenti di r1: tidak ada rute ke 198.51.100.0/24.",
        ),
        (
            "firewall",
            {"pengelola": "semua"},
            "4",
            "Aturan 2 (izinkan tcp dari semua ke web, port 22) cocok lebih dulu untuk tcp dari 10.30.1.0 ke"
            " 192.0.2.10 port 22.",
        ),
        (
            "iam",
            {"magang": "auditor"},
            "3",
            "Pernyataan 3 (tolak auditor: * pada arsip/keuangan/*) menolak sari: penyimpanan:baca pada"
            " arsip/keuangan/2025, dengan MFA, dari kantor; penolakan selalu menang.",
        ),
    ],
)
def test_one_mistake_is_named(kind, change, goal, reason):
    lab, setup, goals = lab_of(kind)
    wrong, right = next(iter(change.items()))
    answer = {key: text.replace(wrong, right) for key, text in solution_of(kind).items()}

    verdicts = lab.judge(setup, goals, answer)

    assert next((one.reason for one in verdicts if one.goal == goal and not one.met), "") == reason
