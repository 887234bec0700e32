"""What holds for months and days wherever the calendar is uneven (hypothesis)."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lms.core.dates import add_months, first_minute, is_year_end, last_minute, parse_day
from lms.core.retention import retention_start

bounds = settings(derandomize=True, database=None, deadline=None, max_examples=150)
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
months = st.integers(-600, 600)


@bounds
@example(date(2028, 2, 29), -12)
@example(date(2026, 12, 31), 2)
@given(days, months)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day, count):
    found = add_months(day, count)

    assert (found.year - day.year) * 12 + found.month - day.month == count
    assert found.day == min(day.day, monthrange(found.year, found.month)[1])


@bounds
@given(days, st.integers(0, 600), st.integers(0, 40))
def test_a_later_day_never_lasts_shorter(day, count, after):
    assert add_months(day, count) <= add_months(day + timedelta(days=after), count)


@bounds
@given(days, st.integers(1, 600))
def test_there_and_back_loses_at_most_the_days_that_a_month_lacks(day, count):
    back = add_months(add_months(day, count), -count)

    assert 0 <= (day - back).days <= 3
    assert day.day > 28 or back == day


@bounds
@given(days)
def test_a_day_begins_and_ends_in_wib(day):
    first, last = first_minute(day).astimezone(UTC), last_minute(day).astimezone(UTC)

    assert (last - first, first.hour, first.minute) == (timedelta(hours=23, minutes=59), 17, 0)
    assert timezone.localtime(first).date() == timezone.localtime(last).date() == day
    assert timezone.localtime(first - timedelta(microseconds=1)).date() == day - timedelta(days=1)


@bounds
@given(days)
def test_a_day_in_text_is_read_back_and_nothing_near_it(day):
    text = day.isoformat()

    assert parse_day(text) == day
    for other in (
        text.replace("-", ""),
        f" {text}"[:10],
        f"{text} ",
        f"{text}T00:00",
        text[:-1],
        f"{text[:-2]}00",
    ):
        assert parse_day(other) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-02-30",
        "2026-13-01",
        "0000-01-01",
        "20261126",
        "2026-W48-4",
        "26-11-2026",
        "hari ini!!",
        "２０２６-11-26",
    ],
)
def test_what_is_no_day_is_none(text):
    assert parse_day(text) is None


@pytest.mark.parametrize(
    ("day", "end"), [(date(2026, 12, 31), True), (date(2026, 12, 30), False), (date(2027, 1, 1), False)]
)
def test_a_year_ends_on_its_last_day(day, end):
    assert is_year_end(day) is end


@bounds
@given(st.integers(1_262_304_000, 3_471_292_800), st.integers(1, 360))
def test_retention_begins_that_many_months_ago_at_the_same_hour(seconds, count):
    now = datetime.fromtimestamp(seconds, UTC)

    start = retention_start(count, now)

    local, then = timezone.localtime(now), timezone.localtime(start)
    assert (then.date(), then.timetz()) == (add_months(local.date(), -count), local.timetz())
    assert start < now
