from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from courses.rules import (
    ROUND_DAYS,
    PassRule,
    is_complete,
    next_due,
    renewable_from,
    round_from,
    rounds_ahead,
)
from lms.core.dates import add_months, first_day_lasting

DAYS = some.dates(date(2020, 1, 1), date(2060, 12, 31))


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


@pytest.mark.parametrize(
    ("completed", "months", "opens"),
    [
        (date(2026, 11, 20), 0, None),
        (date(2026, 11, 20), 36, date(2029, 8, 22)),
        (date(2024, 2, 29), 12, date(2024, 11, 30)),
        (date(2026, 11, 20), 1, date(2026, 9, 21)),
    ],
)
def test_a_course_may_be_taken_again_ninety_days_before_its_proof_ends(completed, months, opens):
    assert renewable_from(completed, months) == opens


@pytest.mark.parametrize(
    ("due", "since"),
    [
        (date(2027, 3, 31), date(2026, 4, 1)),
        (date(2028, 2, 29), date(2027, 3, 1)),
        (date(2027, 1, 1), date(2026, 1, 2)),
    ],
)
def test_a_round_counts_from_the_day_after_that_of_the_year_before(due, since):
    last_minute = timezone.make_aware(datetime.combine(due, time(23, 59)))

    assert round_from(last_minute) == timezone.make_aware(datetime.combine(since, time.min))


@given(due=DAYS, days=some.integers(0, 4000))
def test_next_round_lies_ahead_and_not_too_far(due, days):
    today = due + timedelta(days=days)

    following = next_due(due, today)

    if following is not None:
        assert today <= following <= today + timedelta(days=ROUND_DAYS)
        assert following > due


@given(due=DAYS)
def test_every_year_has_a_day_on_which_its_round_opens(due):
    first = add_months(due, 12) - timedelta(days=ROUND_DAYS)

    assert next_due(due, first - timedelta(days=1)) is None
    assert next_due(due, first) == add_months(due, 12)


@given(until=DAYS, months=some.integers(1, 60), offset=some.integers(-40, 40))
def test_first_day_that_lasts_is_a_border(until, months, offset):
    border = first_day_lasting(until, months)
    day = border + timedelta(days=offset)

    assert (add_months(day, months) >= until) is (day >= border)


@pytest.mark.parametrize(
    ("due", "today", "until", "days"),
    [
        (date(2026, 12, 31), date(2026, 11, 1), date(2028, 12, 31), [date(2027, 12, 31), date(2028, 12, 31)]),
        (date(2026, 12, 31), date(2026, 11, 1), date(2027, 12, 30), []),
        (date(2024, 2, 29), date(2026, 3, 1), date(2028, 3, 1), [date(2027, 2, 28), date(2028, 2, 29)]),
        (date(2025, 3, 1), date(2026, 3, 1), date(2026, 12, 31), [date(2026, 3, 1)]),
    ],
)
def test_rounds_to_come_are_a_year_apart(due, today, until, days):
    assert list(rounds_ahead(due, today, until)) == days
