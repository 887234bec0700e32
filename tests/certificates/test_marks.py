import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.marks import jp_shares, mean, predicate


@pytest.mark.parametrize(
    ("percent", "word"),
    [
        (None, "Lulus"),
        (100, "Sangat Memuaskan"),
        (90.01, "Sangat Memuaskan"),
        (90, "Memuaskan"),
        (80, "Cukup Memuaskan"),
        (70, "Lulus"),
        (0, "Lulus"),
    ],
)
def test_the_word_for_a_mark(percent, word):
    assert predicate(percent) == word


def test_the_mean_of_no_marks_is_none():
    assert mean([]) is None


def test_the_mean_is_rounded_to_two_places():
    assert mean([100, 100, 80]) == 93.33


def test_jp_is_shared_by_minutes_in_tenths():
    assert jp_shares(4, [30, 30, 60]) == [1.0, 1.0, 2.0]


def test_a_course_without_planned_minutes_shares_nothing():
    assert jp_shares(4, [0, 0]) == [0.0, 0.0]


@given(st.integers(1, 200), st.lists(st.integers(0, 600), min_size=1, max_size=20))
def test_shares_add_up_to_the_whole(jp, minutes):
    whole = sum(round(share * 10) for share in jp_shares(jp, minutes))

    assert whole == (jp * 10 if sum(minutes) else 0)
