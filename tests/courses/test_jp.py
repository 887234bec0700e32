"""Every form of the table (domain: PerLAN 10/2018 as BPS reads it), and the arithmetic of days and caps."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from courses.enums import CreditForm
from courses.jp import Earned, Terms, most, raw_by_day, raw_jp, recognised_in_turn, spread_jp
from courses.models import CreditRule
from courses.rule_file import SHIPPED, read_rules

MONDAY, TUESDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 20)
RULES = {row["form"]: CreditRule(**row) for row in read_rules(SHIPPED)}
BY_HOUR = ["B2", "B3", "B4", "B5", "B8", "B9", "B10", "C4"]


def test_the_table_has_every_form_once():
    assert RULES.keys() == set(CreditForm.values)


@pytest.mark.parametrize(
    ("form", "quantity", "national", "abroad"),
    [
        ("A1", 1, 20, None),
        ("A2", 3, 60, None),
        ("B1", 300, 300, None),
        *((form, 33, 33, 39) for form in BY_HOUR),
        ("B6", 2, 8, 12),
        ("B7", 2, 10, 14),
        ("B11", 1, 4, 6),
        ("C1", 1, 2, 4),
        ("C2", 2, 4, 8),
        ("C3", 3, 3, 3),
        ("C5", 1, 20, 24),
        ("C6", 8, 8, None),
        ("C7", 1, 10, 20),
        ("C8", 1, 20, 24),
        ("C9", 10, 10, 12),
        ("C10", 2, 2, None),
        ("C11", 1, 20, 24),
    ],
)
def test_a_quantity_becomes_jp_as_the_table_says(form, quantity, national, abroad):
    rule = RULES[form]

    assert raw_jp(rule.terms(), quantity) == national
    assert (raw_jp(rule.terms(abroad=True), quantity) if rule.counts_abroad else None) == abroad


@pytest.mark.parametrize(
    ("form", "national", "abroad"),
    [
        ("B6", 4, 6),
        ("B7", 5, 7),
        ("B11", 4, 6),
        ("C3", 3, 4),
        ("C9", 2, 2),
        ("C10", 2, 2),
        ("B3", None, None),
    ],
)
def test_a_day_has_the_cap_of_the_table(form, national, abroad):
    rule = RULES[form]

    assert (rule.terms().daily_cap, rule.terms(abroad=True).daily_cap) == (national, abroad)


@pytest.mark.parametrize(("form", "national", "abroad"), [("C1", 4, 8), ("C2", 4, 8), ("C5", None, None)])
def test_what_counts_twice_a_month_has_a_monthly_cap_in_jp(form, national, abroad):
    rule = RULES[form]

    assert (rule.terms().monthly_cap, rule.terms(abroad=True).monthly_cap) == (national, abroad)


@pytest.mark.parametrize(
    ("form", "quantity", "days", "shares"),
    [
        ("B3", 5, 2, [(0, 3), (1, 2)]),
        ("B3", 1, 3, [(0, 1)]),
        ("B6", 2, 2, [(0, 4), (1, 4)]),
        ("B6", 1, 3, [(0, 4)]),
        ("C5", 1, 30, [(29, 20)]),
        ("A1", 2, 360, [(179, 20), (359, 20)]),
        ("C1", 4, 60, [(14, 2), (29, 2), (44, 2), (59, 2)]),
        ("C1", 3, 1, [(0, 6)]),
        ("C1", 3, 2, [(0, 4), (1, 2)]),
    ],
)
def test_jp_stand_on_the_days_of_the_activity(form, quantity, days, shares):
    found = raw_by_day(RULES[form].terms(), quantity, MONDAY, MONDAY + timedelta(days=days - 1))

    assert found == {MONDAY + timedelta(days=after): jp for after, jp in shares}


@pytest.mark.parametrize("days", [1, 2, 7, 31, 400])
@pytest.mark.parametrize("form", ["A1", "B3", "C1", "C9"])
@pytest.mark.parametrize("quantity", [1, 2, 5, 40])
def test_no_jp_is_lost_or_made_over_the_days(form, quantity, days):
    terms = RULES[form].terms()

    found = raw_by_day(terms, quantity, MONDAY, MONDAY + timedelta(days=days - 1))

    assert sum(found.values()) == raw_jp(terms, quantity)


def test_a_factor_is_applied_to_the_whole_and_rounded_down_once():
    assert raw_jp(Terms("jp", Decimal("1.2")), 9) == 10


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


def counted(*rows, daily=None, monthly=None):
    return recognised_in_turn(Earned(day, raw, daily, monthly) for day, raw in rows)


@pytest.mark.parametrize(
    ("raw", "already", "cap", "counts"),
    [(2, 0, 3, 2), (5, 0, 3, 3), (2, 2, 3, 1), (2, 3, 3, 0), (5, 4, None, 5)],
)
def test_a_day_counts_no_more_than_its_cap(raw, already, cap, counts):
    assert counted((MONDAY, already), (MONDAY, raw), daily=cap)[1] == counts


def test_each_day_has_its_own_cap():
    assert counted((MONDAY, 5), (TUESDAY, 5), (MONDAY, 1), daily=3) == [3, 3, 0]


def test_a_month_counts_no_more_than_its_cap_and_the_next_begins_anew():
    rows = [(MONDAY, 2), (TUESDAY, 2), (FRIDAY, 2), (date(2026, 12, 1), 2), (date(2027, 11, 1), 2)]

    assert counted(*rows, monthly=4) == [2, 2, 0, 2, 2]


def test_the_narrower_of_two_caps_holds():
    assert counted((MONDAY, 9), (TUESDAY, 9), daily=4, monthly=5) == [4, 1]


def test_an_international_activity_has_more_room_on_the_same_day():
    assert recognised_in_turn([Earned(MONDAY, 3, 3), Earned(MONDAY, 3, 4), Earned(MONDAY, 3, 3)]) == [3, 1, 0]


@pytest.mark.parametrize(
    ("unit", "days", "limit"),
    [("jp", 1, 16), ("jp", 2, 32), ("day", 3, 3), ("time", 3, 3), ("semester", 10, 1), ("semester", 200, 2)],
)
def test_more_than_fits_between_two_days_cannot_be_true(unit, days, limit):
    assert most(unit, MONDAY, MONDAY + timedelta(days=days - 1)) == limit
