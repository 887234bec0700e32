"""What one person will hold, against a day-by-day look by hand (hypothesis)."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.forecasting import Piece, level_on, on_time_rate, outlook

START = date(2026, 11, 30)
bounds = settings(derandomize=True, database=None, deadline=None, max_examples=120)
day = st.integers(-5, 15).map(lambda after: START + timedelta(days=after))
piece = st.builds(Piece, st.integers(1, 5), day, st.none() | day, st.booleans())
pieces = st.lists(piece, max_size=5)
days = [START + timedelta(days=number) for number in range(-5, 16)]


def by_hand(rows, on, latest):
    valid = [row for row in rows if row.begins <= on and not (row.ends and row.ends < on)]
    if latest:
        newest = max((row.begins for row in valid), default=None)
        valid = [row for row in valid if row.begins == newest]
    return max([row.level for row in valid], default=0)


@bounds
@given(pieces, st.booleans())
def test_each_day_has_the_level_of_the_best_or_the_newest_piece(rows, latest):
    assert [level_on(rows, on, latest) for on in days] == [by_hand(rows, on, latest) for on in days]


@bounds
@given(pieces, st.integers(1, 5), st.booleans())
def test_what_is_sure_counts_nothing_that_is_only_awaited(rows, needs, latest):
    seen = outlook(rows, needs, days, latest)

    had = [row for row in rows if not row.awaited]
    assert list(seen.surely) == [by_hand(had, on, latest) >= needs for on in days]
    assert list(seen.hopefully) == [by_hand(rows, on, latest) >= needs for on in days]


@bounds
@given(pieces, st.integers(1, 5))
def test_where_the_best_counts_hope_never_takes_away(rows, needs):
    seen = outlook(rows, needs, days, latest=False)

    assert all(hope or not sure for sure, hope in zip(seen.surely, seen.hopefully, strict=True))


@bounds
@given(pieces, piece, st.integers(1, 5))
def test_where_the_best_counts_one_more_proof_never_lowers_a_level(rows, more, needs):
    before, after = (outlook(known, needs, days, latest=False).hopefully for known in (rows, [*rows, more]))

    assert all(later or not earlier for earlier, later in zip(before, after, strict=True))


@pytest.mark.parametrize(
    ("finished", "due", "rate"),
    [(0, 0, 0.7), (19, 19, 0.7), (0, 19, 0.7), (20, 20, 1.0), (5, 20, 0.25), (0, 20, 0.0), (21, 40, 0.525)],
)
def test_a_rate_needs_twenty_duties_to_be_believed(finished, due, rate):
    assert on_time_rate(finished, due) == rate
