from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.skills.quarters import future_quarter_ends, past_quarter_ends


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2026, 11, 22), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 9, 30)),
        (date(2026, 9, 30), date(2026, 6, 30)),
        (date(2026, 1, 1), date(2025, 12, 31)),
        (date(2026, 4, 15), date(2026, 3, 31)),
    ],
)
def test_the_last_quarter_end_lies_before_today(today: date, last: date):
    assert past_quarter_ends(today, 1) == [last]


def test_four_quarters_come_oldest_first():
    ends = past_quarter_ends(date(2026, 11, 22), 4)

    assert ends == [date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)]


def test_no_quarters_are_no_days():
    assert past_quarter_ends(date(2026, 11, 22), 0) == []


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2028, 2, 29), date(2027, 12, 31)),
        (date(2028, 3, 31), date(2027, 12, 31)),
        (date(2028, 4, 1), date(2028, 3, 31)),
        (date(2026, 12, 31), date(2026, 9, 30)),
        (date(2026, 7, 1), date(2026, 6, 30)),
    ],
)
def test_the_end_of_a_running_quarter_is_not_past(today: date, last: date):
    assert past_quarter_ends(today, 1) == [last]


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.integers(1, 9))
def test_ends_are_ends_of_quarters_without_a_gap_and_all_past(today: date, count: int):
    ends = past_quarter_ends(today, count)

    assert len(ends) == count
    assert {(day.month, day.day) for day in ends} <= {(3, 31), (6, 30), (9, 30), (12, 31)}
    assert all(88 <= (later - earlier).days <= 92 for earlier, later in pairwise(ends))
    assert 0 < (today - ends[-1]).days <= 92


@pytest.mark.parametrize(
    ("today", "next_two"),
    [
        (date(2026, 11, 22), [date(2026, 12, 31), date(2027, 3, 31)]),
        (date(2026, 12, 31), [date(2026, 12, 31), date(2027, 3, 31)]),
        (date(2027, 1, 1), [date(2027, 3, 31), date(2027, 6, 30)]),
    ],
)
def test_the_next_quarter_ends_begin_with_today_at_the_earliest(today: date, next_two: list[date]):
    assert future_quarter_ends(today, 2) == next_two
