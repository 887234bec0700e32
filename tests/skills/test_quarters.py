from datetime import date

import pytest

from lms.skills.quarters import past_quarter_ends


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
