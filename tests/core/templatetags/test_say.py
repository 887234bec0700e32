from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from lms.core.templatetags import say

AFTERNOON = datetime(2026, 8, 7, 7, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _indonesian():
    with override("id"):
        yield


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (AFTERNOON, "7 Agu 2026 14.05 WIB"),
        (datetime(2026, 12, 31, 17, tzinfo=UTC), "1 Jan 2027 00.00 WIB"),
        (None, ""),
    ],
)
def test_moments_are_said_in_wib(value, words):
    assert say.moment(value) == words


@pytest.mark.parametrize(("value", "words"), [(AFTERNOON, "14.05"), (None, "")])
def test_clocks_have_a_point(value, words):
    assert say.clock(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2026, 5, 1), "1 Mei 2026"),
        (datetime(2026, 5, 1, 18, tzinfo=UTC), "2 Mei 2026"),
        (None, ""),
    ],
)
def test_days_are_those_of_wib(value, words):
    assert say.day(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1234.5, "1.234,5"),
        (1_234_567, "1.234.567"),
        (2.0, "2"),
        (0, "0"),
        (-0.04, "0"),
        (99.96, "100"),
        (-1234.56, "-1.234,6"),
        (None, "–"),
    ],
)
def test_numbers_have_a_decimal_comma_and_no_trailing_zero(value, words):
    assert say.decimal(value) == words


def test_numbers_take_more_places_where_asked():
    assert say.decimal(3.14159, 3) == "3,142"


@pytest.mark.parametrize(("value", "words"), [(85.5, "85,5 %"), (0, "0 %"), (100, "100 %"), (None, "–")])
def test_shares_are_percent_or_a_dash(value, words):
    assert say.percent(value) == words


@pytest.mark.parametrize(
    ("size", "words"),
    [(300_000, "0,3 MB"), (1, "0,1 MB"), (0, "0,1 MB"), (None, "0,1 MB"), (12_345_678, "12,3 MB")],
)
def test_sizes_are_megabytes_and_never_nothing(size, words):
    assert say.megabytes(size) == words


@pytest.mark.parametrize(
    ("days", "words"), [(3, "3 hari lagi"), (1, "1 hari lagi"), (0, "hari ini"), (-1, "lewat 1 hari")]
)
def test_due_dates_say_how_far_and_when(days, words):
    noon = timezone.localtime().replace(hour=12)
    due = noon + timedelta(days=days)

    assert say.due_in(due) == f"{words} ({say.day(due)})"


def test_no_due_date_says_nothing():
    assert say.due_in(None) == ""


@pytest.mark.parametrize(
    ("value", "words"),
    [("198609262015051901", "19860926 201505 1 901"), ("123", "123"), ("", ""), (None, "")],
)
def test_a_nip_is_said_in_groups(value, words):
    assert say.nip(value) == words


@pytest.mark.parametrize(("part", "whole", "share"), [(1, 4, 25.0), (0, 4, 0.0), (3, 0, 0.0)])
def test_a_share_of_nothing_is_nothing(part, whole, share):
    assert say.share(part, whole) == share
