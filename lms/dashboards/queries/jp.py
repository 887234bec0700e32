"""JP of one person in one year, and what they came out of."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import accumulate

from django.conf import settings
from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import ExtractMonth
from django.http import Http404
from django.utils import timezone
from django.utils.dateformat import format as format_date

from courses.enums import CreditForm, EnrolmentSource
from courses.jp import Duty, duty_of
from courses.models import CreditEntry, Enrolment
from lms.dashboards.queries.home import forecast
from lms.people.models import User

YEARS = range(2000, 2101)


@dataclass(frozen=True)
class Asked:
    """What an address asks for: a year, and within it a form or a month."""

    year: int
    form: str = ""
    month: int = 0

    @property
    def narrowed(self) -> bool:
        return bool(self.form or self.month)

    @property
    def form_label(self) -> str:
        return f"{self.form} · {CreditForm(self.form).label}" if self.form else ""

    @property
    def month_label(self) -> str:
        return format_date(date(self.year, self.month, 1), "F") if self.month else ""


@dataclass(frozen=True)
class Line:
    """Raw and recognised JP of one form or month; ``key`` is its word in the address."""

    key: str | int
    label: str
    raw: int
    recognised: int


@dataclass(frozen=True)
class Outlook:
    """Where the year leads: ``sure`` with the open courses that are a duty, ``pace`` if the pace so far is kept."""

    done: int
    coming: tuple[Enrolment, ...]
    today: date

    @property
    def coming_jp(self) -> int:
        return sum(item.course.jp for item in self.coming)

    @property
    def sure(self) -> int:
        return self.done + self.coming_jp

    @property
    def pace(self) -> int:
        return forecast(self.done, self.today)

    @property
    def days(self) -> tuple[int, int]:
        """How many days of the year have passed, and how many it has."""
        return self.today.timetuple().tm_yday, date(self.today.year, 12, 31).timetuple().tm_yday


@dataclass(frozen=True)
class YearOfJP:
    year: int
    duty: Duty
    forms: tuple[Line, ...]
    months: tuple[Line, ...]

    @property
    def recognised(self) -> int:
        return sum(line.recognised for line in self.forms)

    @property
    def raw(self) -> int:
        return sum(line.raw for line in self.forms)

    @property
    def missing(self) -> int:
        return max(0, (self.duty.least or 0) - self.recognised)

    @property
    def too_many(self) -> int:
        return max(0, self.recognised - self.duty.most) if self.duty.most else 0

    def since_january(self, until: int) -> list[tuple[str, int]]:
        """Month by month what has come together, up to the given month."""
        totals = accumulate(line.recognised for line in self.months)
        return [(line.label, total) for line, total in zip(self.months, totals, strict=True)][:until]


def read_asked(query: Mapping[str, str]) -> Asked:
    """404 for a year, a form or a month that cannot be."""
    form, month = query.get("bentuk", ""), query.get("bulan", "")
    if (form and form not in CreditForm) or (month and month not in map(str, range(1, 13))):
        raise Http404
    return Asked(read_year(query.get("tahun", "")), form, int(month or 0))


def read_year(text: str) -> int:
    if not text:
        return timezone.localdate().year
    if not text.isascii() or not text.isdecimal() or len(text) > 4 or int(text) not in YEARS:
        raise Http404
    return int(text)


def entries_of(person: User, asked: Asked) -> QuerySet[CreditEntry]:
    """The entries behind a number of the page, the latest first, with all that a row shows."""
    rows = CreditEntry.objects.filter(in_year(asked.year), user=person)
    if asked.form:
        rows = rows.filter(form=asked.form)
    if asked.month:
        rows = rows.filter(day__month=asked.month)
    return rows.select_related("enrolment__course", "training", "rule")


def in_year(year: int, prefix: str = "") -> Q:
    return Q(**{f"{prefix}day__gte": date(year, 1, 1), f"{prefix}day__lte": date(year, 12, 31)})


def year_of(person: User, year: int) -> YearOfJP:
    """One query."""
    rows = (
        CreditEntry.objects.filter(in_year(year), user=person)
        .order_by()
        .values_list("form", ExtractMonth("day"))
        .annotate(Sum("raw_jp"), Sum("recognised_jp"))
    )
    raw: Counter[str | int] = Counter()
    recognised: Counter[str | int] = Counter()
    for form, month, raw_jp, recognised_jp in rows:
        for key in (form, month):
            raw[key] += raw_jp
            recognised[key] += recognised_jp
    forms = [(form.value, f"{form.value} · {form.label}") for form in CreditForm if form.value in raw]
    months = [(month, format_date(date(year, month, 1), "M")) for month in range(1, 13)]
    lines = [
        tuple(Line(key, label, raw[key], recognised[key]) for key, label in group)
        for group in (forms, months)
    ]
    return YearOfJP(year, duty(person), *lines)


def duty(person: User) -> Duty:
    return duty_of(person.employment_status, least=settings.PIAWAI_JP_TARGET, most=settings.PIAWAI_JP_MOST)


def years_of(person: User) -> list[int]:
    """The years with entries, and this one; the latest first."""
    days = CreditEntry.objects.filter(user=person).dates("day", "year")
    return sorted({timezone.localdate().year, *(day.year for day in days)}, reverse=True)


def outlook(person: User, done: int) -> Outlook:
    """Of this year: one query for the open courses that are a duty until its end."""
    today = timezone.localdate()
    coming = duties_of_year(today.year).filter(user=person).select_related("course").order_by("due_at", "pk")
    return Outlook(done, tuple(coming), today)


def duties_of_year(year: int) -> QuerySet[Enrolment]:
    """Open enrolments that are a duty and due by the end of the year."""
    end = timezone.make_aware(datetime.combine(date(year + 1, 1, 1), time()))
    due = Q(due_at=None) | Q(due_at__lt=end)
    return Enrolment.objects.open().filter(due, source=EnrolmentSource.MANDATE).annotate(jp=F("course__jp"))
