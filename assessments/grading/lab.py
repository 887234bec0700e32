"""Labs are graded by what a configuration does: each goal that is met counts by its weight."""

from fractions import Fraction
from typing import Any

from assessments.grading.marks import Mark, weighed
from assessments.labs import LABS

Body = dict[str, Any]


def lab(body: Body, response: dict[str, str]) -> Mark:
    verdicts = LABS[body["lab"]].judge(body["setup"], body["goals"], response)
    shares = {verdict.goal: Fraction(verdict.met) for verdict in verdicts}
    return weighed(shares, {goal["id"]: Fraction(goal["weight"]) for goal in body["goals"]})


def clean_lab(body: Body, response: Any) -> dict[str, str] | None:
    return LABS[body["lab"]].clean(body["setup"], response) or None
