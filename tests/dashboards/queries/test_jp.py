from datetime import date, datetime, time, timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from courses.jp import Duty
from lms.dashboards.queries.jp import (
    Asked,
    Outlook,
    entries_of,
    outlook,
    read_asked,
    read_year,
    year_of,
    years_of,
)
from tests import factories
from tests.dashboards.jp_world import THIS_YEAR, credit

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return factories.user(employment_status="PNS")


def duty(person, jp: int, due_at, **fields):
    course = factories.course(jp=jp)
    return factories.enrolment(user=person, course=course, due_at=due_at, source="mandate", **fields)


def test_jp_of_a_year_are_summed_by_form_and_by_month(person):
    credit(person, 4, date(2026, 5, 4), form="B6", raw=8)
    credit(person, 3, date(2026, 5, 5))
    credit(person, 2, date(2026, 1, 1))

    found = year_of(person, 2026)

    assert [(line.key, line.raw, line.recognised) for line in found.forms] == [("B3", 5, 5), ("B6", 8, 4)]
    assert [(line.key, line.recognised) for line in found.months if line.raw] == [(1, 2), (5, 7)]
    assert (found.raw, found.recognised) == (13, 9)


def test_the_sums_are_those_of_the_entries_behind_them(person):
    for month in (1, 5, 12):
        credit(person, month, date(2026, month, 28), form="B6" if month == 5 else "B3")
    found = year_of(person, 2026)

    for line in found.forms:
        rows = entries_of(person, Asked(2026, form=line.key))
        assert sum(row.recognised_jp for row in rows) == line.recognised
    for line in found.months:
        rows = entries_of(person, Asked(2026, month=line.key))
        assert sum(row.recognised_jp for row in rows) == line.recognised


def test_other_years_and_other_people_do_not_count(person):
    for day in (date(2025, 12, 31), date(2027, 1, 1)):
        credit(person, 5, day)
    credit(factories.user(), 5, date(2026, 5, 4))

    assert (year_of(person, 2026).recognised, list(entries_of(person, Asked(2026)))) == (0, [])


def test_jp_come_together_month_by_month(person):
    credit(person, 4, date(2026, 2, 1))
    credit(person, 3, date(2026, 4, 1))

    assert [total for _label, total in year_of(person, 2026).since_january(5)] == [0, 4, 4, 7, 7]


@pytest.mark.parametrize(
    ("status", "duty", "missing", "too_many"),
    [
        ("PNS", Duty(least=20), 0, 0),
        ("PPPK", Duty(most=24), 0, 6),
        ("PPPK_PARUH_WAKTU", Duty(most=24), 0, 6),
        ("CPNS", Duty(), 0, 0),
        ("NON_ASN", Duty(), 0, 0),
    ],
)
def test_a_duty_follows_from_the_status(status, duty, missing, too_many):
    someone = factories.user(employment_status=status)
    credit(someone, 30, date(2026, 5, 4))

    found = year_of(someone, 2026)

    assert (found.duty, found.missing, found.too_many) == (duty, missing, too_many)


def test_the_city_may_set_other_duties(person, settings):
    settings.PIAWAI_JP_TARGET = 25
    credit(person, 20, date(2026, 5, 4))

    assert year_of(person, 2026).missing == 5


def test_years_are_those_with_entries_and_this_one(person):
    credit(person, 1, date(2024, 5, 4))
    credit(person, 1, date(2024, 6, 4))

    assert years_of(person) == [THIS_YEAR, 2024]


def test_open_duties_of_this_year_are_on_the_way(person):
    end = timezone.make_aware(datetime.combine(date(THIS_YEAR, 12, 31), time(23, 59)))
    duty(person, 5, end)
    duty(person, 7, None)
    duty(person, 9, end + timedelta(minutes=1))
    duty(person, 11, end, state="completed", completed_at=timezone.now())
    duty(factories.user(), 13, end)
    factories.enrolment(user=person, course=factories.course(jp=15))

    found = outlook(person, 6)

    assert (found.coming_jp, found.sure) == (12, 18)


@pytest.mark.parametrize(
    ("today", "pace", "days"),
    [
        (date(2026, 12, 31), 10, (365, 365)),
        (date(2024, 7, 1), 20, (183, 366)),
        (date(2026, 1, 1), 3650, (1, 365)),
    ],
)
def test_the_pace_so_far_leads_on(today, pace, days):
    found = Outlook(10, (), today)

    assert (found.pace, found.days) == (pace, days)


@pytest.mark.parametrize("query", [{}, {"tahun": "", "bentuk": "", "bulan": ""}])
def test_without_words_this_year_is_meant(query):
    assert read_asked(query) == Asked(THIS_YEAR)


def test_an_address_names_year_form_and_month():
    asked = read_asked({"tahun": "2025", "bentuk": "C10", "bulan": "2"})

    assert (asked, asked.narrowed) == (Asked(2025, "C10", 2), True)
    assert (asked.form_label, asked.month_label) == ("C10 · Komunitas belajar", "Februari")


@pytest.mark.parametrize(
    "query",
    [
        *({"tahun": text} for text in ["0", "1999", "2101", "x", "٢٠٢٦", "-1", "9" * 30, "\0"]),
        *({"bentuk": text} for text in ["Z", "b3", "B3 ", "\0"]),
        *({"bulan": text} for text in ["0", "13", "x", "01", "-1"]),
    ],
)
def test_what_cannot_be_is_not_found(query):
    with pytest.raises(Http404):
        read_asked(query)


def test_a_year_is_read_from_four_digits():
    assert (read_year("2026"), read_year("")) == (2026, THIS_YEAR)


def test_entries_come_with_all_that_a_row_shows(person, django_assert_num_queries):
    for day in (1, 2, 3):
        credit(person, 1, date(2026, 5, day))

    with django_assert_num_queries(1):
        shown = [(row.title, row.rule.version) for row in entries_of(person, Asked(2026))]
    assert len(shown) == 3


def test_a_course_names_its_entry():
    enrolment = factories.finished(course=factories.course(title="Keamanan"))
    entry = credit(enrolment.user, 1)
    type(entry).objects.filter(pk=entry.pk).update(enrolment=enrolment, training=None)

    assert [row.title for row in entries_of(enrolment.user, Asked(THIS_YEAR))] == ["Keamanan"]
