from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.forecasting import Piece, level_on, on_time_rate, outlook

DAY = date(2027, 3, 31)


def at(days):
    return DAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("pieces", "best", "latest"),
    [
        ([], 0, 0),
        ([Piece(3, at(-9))], 3, 3),
        ([Piece(3, at(1))], 0, 0),
        ([Piece(3, at(-9), at(0))], 3, 3),
        ([Piece(3, at(-9), at(-1))], 0, 0),
        ([Piece(4, at(-9)), Piece(2, at(-3))], 4, 2),
        ([Piece(4, at(-9)), Piece(2, at(-3), at(-1))], 4, 4),
    ],
)
def test_the_level_of_a_day(pieces, best, latest):
    assert (level_on(pieces, DAY, latest=False), level_on(pieces, DAY, latest=True)) == (best, latest)


def test_what_is_awaited_is_hoped_for_only():
    seen = outlook([Piece(1, at(-9)), Piece(2, at(5), awaited=True)], 2, [at(0), at(5)], latest=False)

    assert (seen.surely, seen.hopefully) == ((False, False), (False, True))


def test_what_runs_out_is_met_through_its_last_day():
    seen = outlook([Piece(2, at(-9), at(0))], 2, [at(0), at(1)], latest=False)

    assert seen.surely == (True, False)


@pytest.mark.parametrize(
    ("finished", "due", "rate"), [(0, 0, 0.7), (19, 19, 0.7), (15, 20, 0.75), (0, 50, 0.0), (40, 40, 1.0)]
)
def test_the_rate_is_that_of_the_past_year_once_enough_were_due(finished, due, rate):
    assert on_time_rate(finished, due) == rate


spans = st.tuples(
    st.integers(1, 5), st.integers(-30, 30), st.one_of(st.none(), st.integers(0, 40)), st.booleans()
)


@settings(max_examples=50, deadline=None, derandomize=True, database=None)
@given(st.lists(spans, max_size=5), st.integers(1, 5))
def test_hope_is_never_less_than_what_is_sure_where_the_best_counts(rows, needs):
    pieces = [
        Piece(level, at(start), None if lasting is None else at(start + lasting), awaited)
        for level, start, lasting, awaited in rows
    ]

    seen = outlook(pieces, needs, [at(days) for days in range(-30, 31, 10)], latest=False)

    assert all(hope >= sure for hope, sure in zip(seen.hopefully, seen.surely, strict=True))
