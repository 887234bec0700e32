"""Arithmetic of JP (jam pelajaran), without the ORM. Values come from the credit rules, see data/jp.toml."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from courses.enums import CreditUnit
from lms.people.enums import EmploymentStatus

Month = tuple[int, int]


@dataclass(frozen=True)
class Terms:
    """What one form gives: JP for each unit, and the most JP that count in a day and in a month."""

    unit: str
    per_unit: Decimal
    daily_cap: int | None = None
    monthly_cap: int | None = None


@dataclass(frozen=True)
class Earned:
    """Raw JP of one form on one day, and the caps under which they count."""

    day: date
    raw: int
    daily_cap: int | None = None
    monthly_cap: int | None = None


def raw_jp(terms: Terms, quantity: int) -> int:
    """JP of a quantity of units, rounded down to whole JP: 33 hours abroad at +20 % are 39."""
    return int(quantity * terms.per_unit)


def raw_by_day(terms: Terms, quantity: int, first: date, last: date) -> dict[date, int]:
    """On which days of an activity its raw JP stand.

    Hours are shared evenly by all days. Days count from the first on. What happens some times stands at the end
    of equal parts: one exchange on its last day, two semesters in the middle and at the end.
    """
    if terms.unit == CreditUnit.HOUR:
        return spread_jp(raw_jp(terms, quantity), dict.fromkeys(days_between(first, last), 1))
    days = days_between(first, last)
    if terms.unit != CreditUnit.DAY:
        days = [days[max((number * len(days)) // quantity - 1, 0)] for number in range(1, quantity + 1)]
    shares: Counter[date] = Counter()
    for day in days[:quantity]:
        shares[day] += raw_jp(terms, 1)
    return dict(shares)


@dataclass(frozen=True)
class Duty:
    """JP a year that somebody has to reach, or may take at most; neither where no rule was found."""

    least: int | None = None
    most: int | None = None

    @property
    def goal(self) -> int:
        return self.least or self.most or 0


def duty_of(status: str, *, least: int, most: int) -> Duty:
    """A PNS has to reach ``least`` (PP 11/2017 article 203), a PPPK may take ``most`` (PerLAN 15/2020)."""
    if status == EmploymentStatus.PNS:
        return Duty(least=least)
    if status in {EmploymentStatus.PPPK, EmploymentStatus.PPPK_PART_TIME}:
        return Duty(most=most)
    return Duty()


HOURS_A_DAY = 16  # 12 hours of the clock
DAYS_A_SEMESTER = 90  # the shortest that passes for one


def most(unit: str, first: date, last: date) -> int:
    """The largest quantity that can be true between two days; whatever is above was mistyped."""
    days = (last - first).days + 1
    if unit == CreditUnit.HOUR:
        return HOURS_A_DAY * days
    return max(1, days // DAYS_A_SEMESTER) if unit == CreditUnit.SEMESTER else days


def days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def spread_jp(jp: int, minutes_by_day: Mapping[date, int]) -> dict[date, int]:
    """Share the JP of a curriculum over the days it was worked on, in proportion to minutes (largest remainder)."""
    total = sum(minutes_by_day.values())
    if not total:
        return {}
    divided = {day: divmod(jp * minutes, total) for day, minutes in minutes_by_day.items()}
    shares = {day: whole for day, (whole, _rest) in divided.items()}
    by_remainder = sorted(divided, key=lambda day: (-divided[day][1], day))
    for day in by_remainder[: jp - sum(shares.values())]:
        shares[day] += 1
    return {day: share for day, share in sorted(shares.items()) if share}


def recognised_in_turn(earned: Iterable[Earned]) -> list[int]:
    """JP that count of each, of one person and one form: whoever comes first uses up day and month first."""
    by_day: Counter[date] = Counter()
    by_month: Counter[Month] = Counter()
    found = []
    for one in earned:
        month = (one.day.year, one.day.month)
        count = min(
            one.raw,
            _room(one.daily_cap, by_day[one.day], one.raw),
            _room(one.monthly_cap, by_month[month], one.raw),
        )
        by_day[one.day] += count
        by_month[month] += count
        found.append(count)
    return found


def _room(cap: int | None, used: int, asked: int) -> int:
    return asked if cap is None else max(0, cap - used)
