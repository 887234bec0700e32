"""Small tables of scores; a row is an attempt: {question: share}, a question that was not asked is not there."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from assessments.statistics.gathering import Answered, Gathered

Row = Mapping[int, float]

# A: 3 right, B: 2, C: 1, D: 1, E: 0; worked out by hand in the tests
FIVE: list[Row] = [
    {1: 1, 2: 1, 3: 1},
    {1: 1, 2: 1, 3: 0},
    {1: 1, 2: 0, 3: 0},
    {1: 0, 2: 1, 3: 0},
    {1: 0, 2: 0, 3: 0},
]


def gathered(rows: Sequence[Row]) -> Gathered:
    found = Gathered()
    for row in rows:
        answers = [Answered(pk, place, share, ("x",)) for place, (pk, share) in enumerate(row.items(), 1)]
        found.add(round(10_000 * sum(row.values()) / len(row)), answers)
    return found


SHARES = st.sampled_from([0.0, 0.25, 0.5, 1.0])
FULL = st.integers(2, 5).flatmap(
    lambda k: st.lists(st.fixed_dictionaries(dict.fromkeys(range(k), SHARES)), min_size=2, max_size=25)
)
DRAWN = st.lists(st.dictionaries(st.integers(1, 6), SHARES, min_size=1, max_size=6), min_size=2, max_size=25)
