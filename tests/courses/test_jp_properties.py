"""What holds for JP whatever the numbers are: none is lost or made, caps are never passed (hypothesis)."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from courses.enums import CreditForm, CreditUnit
from courses.jp import Earned, Terms, days_between, most, raw_by_day, raw_jp, recognised_in_turn, spread_jp
from courses.models import CreditRule
from courses.rule_file import SHIPPED, read_rules

START = date(2026, 1, 30)  # so that short spans pass the end of a month
RULES = {row["form"]: CreditRule(**row) for row in read_rules(SHIPPED)}
bounds = settings(derandomize=True, database=None, deadline=None, max_examples=80)
day = st.integers(0, 40).map(lambda after: START + timedelta(days=after))
minutes = st.dictionaries(day, st.integers(0, 600), max_size=8)
cap = st.none() | st.integers(0, 12)


@bounds
@example(3, {START: 1, START + timedelta(days=1): 4, START + timedelta(days=2): 4})
@example(7, {START + timedelta(days=n): 49 for n in range(3)})
@given(st.integers(0, 300), minutes)
def test_jp_are_shared_by_largest_remainders(jp, worked):
    shares, total = spread_jp(jp, worked), sum(worked.values())

    assert sum(shares.values()) == (jp if total else 0)
    for one, share in shares.items():
        exact = Fraction(jp * worked[one], total)
        assert exact - 1 < share < exact + 1
    assert list(shares) == sorted(shares)


@bounds
@given(st.integers(1, 60), st.lists(day, min_size=2, max_size=8, unique=True))
def test_of_days_with_the_same_work_the_earlier_ones_get_the_odd_jp(jp, days):
    shares = spread_jp(jp, dict.fromkeys(days, 7))

    assert [shares.get(one, 0) for one in sorted(days)] == sorted(
        (shares.get(one, 0) for one in days), reverse=True
    )


@pytest.mark.parametrize(
    ("work", "shares"),
    [
        ([1, 4, 7], [1, 1, 2]),
        ([4, 1, 7], [2, 0, 2]),
        ([7, 4, 1], [3, 1, 0]),
        ([7, 1, 4], [3, 0, 1]),
    ],
)
def test_days_that_leave_the_same_part_over_are_taken_in_their_order(work, shares):
    """4 JP over 12 parts: each day leaves a third over, however much it has besides."""
    days = [START + timedelta(days=number) for number in range(3)]

    found = spread_jp(4, dict(zip(days, work, strict=True)))

    assert [found.get(one, 0) for one in days] == shares


@bounds
@given(
    st.sampled_from(list(CreditForm)),
    st.booleans(),
    st.integers(1, 40),
    st.integers(0, 400),
    st.integers(0, 300),
)
def test_what_an_activity_gives_stands_within_its_days(form, abroad, quantity, after, length):
    rule = RULES[form]
    first = START + timedelta(days=after)
    last = first + timedelta(days=length)
    terms = rule.terms(abroad)
    quantity = min(quantity, most(terms.unit, first, last))

    found = raw_by_day(terms, quantity, first, last)

    whole = raw_jp(terms, quantity) if terms.unit == CreditUnit.HOUR else quantity * raw_jp(terms, 1)
    assert (sum(found.values()), set(found) <= set(days_between(first, last))) == (whole, True)
    assert all(jp > 0 for jp in found.values())


@bounds
@given(st.integers(1, 500), st.integers(1, 500), st.sampled_from(["1", "1.2", "0.5", "20", "1.25"]))
def test_more_hours_never_give_less(one, more, per_unit):
    terms = Terms(CreditUnit.HOUR, Decimal(per_unit))

    assert raw_jp(terms, one) <= raw_jp(terms, one + more)


@bounds
@given(st.lists(st.builds(Earned, day, st.integers(0, 20), cap, cap), max_size=12))
def test_nothing_counts_beyond_what_was_earned_or_the_widest_cap(earned):
    counts = recognised_in_turn(earned)

    by_day: Counter[date] = Counter()
    for one, count in zip(earned, counts, strict=True):
        assert 0 <= count <= one.raw
        by_day[one.day] += count
    for one_day, sum_of_day in by_day.items():
        caps = [one.daily_cap for one in earned if one.day == one_day]
        assert None in caps or sum_of_day <= max(caps)


@bounds
@given(st.lists(st.tuples(day, st.integers(0, 20)), max_size=12), st.integers(0, 6), st.integers(0, 20))
def test_what_counts_is_as_much_as_one_pair_of_caps_allows(rows, daily, monthly):
    """Whoever comes first, the sum of a day and of a month is the most that the caps let through."""
    counts = recognised_in_turn(Earned(one, raw, daily, monthly) for one, raw in rows)

    used_day: Counter[date] = Counter()
    used_month: Counter[tuple[int, int]] = Counter()
    for (one, raw), count in zip(rows, counts, strict=True):
        month = (one.year, one.month)
        assert count == max(0, min(raw, daily - used_day[one], monthly - used_month[month]))
        used_day[one] += count
        used_month[month] += count


@bounds
@given(st.lists(st.tuples(day, st.integers(0, 20)), max_size=8), cap, cap, st.tuples(day, st.integers(0, 20)))
def test_what_comes_later_takes_nothing_from_what_is_there(rows, daily, monthly, later):
    def counted(given):
        return recognised_in_turn(Earned(one, raw, daily, monthly) for one, raw in given)

    assert counted([*rows, later])[:-1] == counted(rows)


@pytest.mark.parametrize(
    ("form", "rule"),
    [
        ("B6", "1 hari = 4 JP"),
        ("B7", "1 hari = 5 JP"),
        ("B11", "1 hari = 4 JP"),
        ("C3", "maks 3"),
        ("C9", "maks 2"),
    ],
)
def test_a_month_of_days_never_counts_more_than_the_table_allows_a_day(form, rule):
    """The table of domain.md §1.2 (B-031/BPS/2600/02/2019), form by form."""
    terms, cap = RULES[form].terms(), int(rule.split()[-2] if "=" in rule else rule.split()[-1])
    rows = [Earned(START + timedelta(days=n % 28), 99, terms.daily_cap, terms.monthly_cap) for n in range(84)]

    assert sum(recognised_in_turn(rows)) == 28 * cap
