from datetime import date

import pytest

from courses.rules import PassRule, is_complete, recognised_jp, spread_jp

MONDAY, TUESDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 20)


@pytest.mark.parametrize(
    ("lessons", "quizzes", "kind", "counts"),
    [
        (True, True, "lesson", True),
        (True, True, "quiz", True),
        (True, False, "quiz", False),
        (False, True, "lesson", False),
    ],
)
def test_a_rule_counts_the_kinds_it_asks_for(lessons, quizzes, kind, counts):
    assert PassRule(lessons, quizzes).counts(kind) == counts


@pytest.mark.parametrize(
    ("required", "done", "complete"),
    [
        ([1, 2], {1, 2}, True),
        ([1, 2], {1, 2, 3}, True),
        ([1, 2], {1}, False),
        ([1], set(), False),
        ([], set(), False),
        ([], {1}, False),
    ],
)
def test_complete_is_all_that_is_required_and_never_nothing(required, done, complete):
    assert is_complete(required, done) == complete


def test_jp_are_spread_in_proportion_to_minutes():
    assert spread_jp(4, {MONDAY: 30, TUESDAY: 90}) == {MONDAY: 1, TUESDAY: 3}


def test_the_largest_remainder_gets_the_odd_jp():
    assert spread_jp(3, {MONDAY: 50, TUESDAY: 40, FRIDAY: 10}) == {MONDAY: 2, TUESDAY: 1}


def test_equal_remainders_go_to_the_earlier_day():
    assert spread_jp(1, {TUESDAY: 10, MONDAY: 10}) == {MONDAY: 1}


@pytest.mark.parametrize("jp", range(1, 25))
def test_no_jp_is_lost_or_made_by_spreading(jp):
    minutes = {MONDAY: 7, TUESDAY: 11, FRIDAY: 13}

    assert sum(spread_jp(jp, minutes).values()) == jp


def test_nothing_worked_is_nothing_spread():
    assert spread_jp(5, {}) == {}
    assert spread_jp(5, {MONDAY: 0}) == {}


@pytest.mark.parametrize(
    ("raw", "already", "cap", "counted"),
    [(2, 0, 3, 2), (5, 0, 3, 3), (2, 2, 3, 1), (2, 3, 3, 0), (2, 9, 3, 0), (5, 4, None, 5)],
)
def test_a_day_counts_no_more_than_its_cap(raw, already, cap, counted):
    assert recognised_jp(raw, already, cap) == counted
