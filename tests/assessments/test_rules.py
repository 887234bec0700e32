from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from assessments import rules

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)


@dataclass
class Result:
    percent: Decimal
    passed: bool


@pytest.mark.parametrize(
    ("seconds", "over"), [(-1, False), (0, False), (10, False), (10.5, True), (3600, True)]
)
def test_an_attempt_is_over_after_deadline_and_grace(seconds, over):
    assert rules.is_over(NOW, NOW + timedelta(seconds=seconds)) is over


def test_an_untimed_attempt_is_never_over():
    assert rules.is_over(None, NOW) is False
    assert rules.seconds_left(None, NOW) is None
    assert rules.accepted_until(None) is None


@pytest.mark.parametrize(("seconds", "left"), [(90, 90), (0, 0), (-5, 0)])
def test_time_left_never_falls_below_zero(seconds, left):
    assert rules.seconds_left(NOW + timedelta(seconds=seconds), NOW) == left


@pytest.mark.parametrize(("allowed", "used", "left"), [(3, 0, 3), (3, 3, 0), (3, 5, 0), (0, 9, None)])
def test_chances(allowed, used, left):
    assert rules.chances_left(allowed, used) == left


@pytest.mark.parametrize(("method", "percent"), [("best", 80), ("last", 40)])
def test_the_result_that_counts(method, percent):
    results = [Result(Decimal(60), False), Result(Decimal(80), True), Result(Decimal(40), False)]

    assert rules.final_result(results, method).percent == percent


def test_no_attempt_has_no_result():
    assert rules.final_result([], "best") is None
