from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.actions.credits import credit_jp
from courses.enums import CreditForm
from courses.jp import Duty
from courses.models import ActivityProgress, CreditEntry, CreditRule
from lms.dashboards.queries.home import credit, forecast, learning, suggestions
from tests import factories

pytestmark = pytest.mark.django_db
PNS = Duty(least=20)
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)


@pytest.fixture
def person():
    return factories.user()


def titles(person):
    return [item.enrolment.course.title for item in learning(person)]


def begun(person, title, **fields):
    return factories.enrolment(user=person, course=factories.course(title=title), **fields)


def test_the_last_opened_comes_first(person):
    begun(person, "Lama", last_seen_at=NOW - timedelta(days=2))
    begun(person, "Baru", last_seen_at=NOW)

    assert titles(person) == ["Baru", "Lama"]


def test_what_was_never_opened_comes_after_by_due_date(person):
    begun(person, "Tanpa tenggat")
    begun(person, "Desember", due_at=NOW + timedelta(days=20))
    begun(person, "November", due_at=NOW)
    begun(person, "Dibuka", last_seen_at=NOW)

    assert titles(person) == ["Dibuka", "November", "Desember", "Tanpa tenggat"]


def test_finished_left_unpublished_and_foreign_courses_are_left_out(person):
    factories.finished(user=person)
    begun(person, "Ditinggalkan", state="cancelled")
    factories.enrolment(user=person, course=factories.course(live=False))
    factories.enrolment()

    assert titles(person) == []


def test_each_course_has_its_own_standing(person):
    for minutes in (10, 20):
        enrolment = begun(person, f"{minutes}", last_seen_at=NOW - timedelta(minutes=minutes))
        page = factories.lesson(factories.module(enrolment.course), minutes=minutes)
        if minutes == 10:
            ActivityProgress.objects.create(enrolment=enrolment, activity=page, completed_at=NOW)

    assert [(item.standing.done, item.standing.total) for item in learning(person)] == [(1, 1), (0, 1)]


@pytest.mark.parametrize("count", [1, 3])
def test_courses_cost_three_queries_for_any_number(person, count, django_assert_num_queries):
    for number in range(count):
        enrolment = begun(person, f"{number}", last_seen_at=NOW)
        factories.lesson(factories.module(enrolment.course))
    learning(person)

    with django_assert_num_queries(3):
        learning(person)


def test_only_the_newest_of_very_many_courses_are_shown(person):
    for number in range(8):
        begun(person, f"{number}", last_seen_at=NOW - timedelta(days=number))

    assert titles(person) == ["0", "1", "2", "3", "4", "5"]


def test_jp_of_this_year_are_summed_as_recognised(person):
    today = timezone.now()
    enrolment = factories.finished(user=person, course=factories.course(jp=8))
    page = factories.lesson(factories.module(enrolment.course))
    ActivityProgress.objects.create(enrolment=enrolment, activity=page, completed_at=today)
    credit_jp(enrolment=enrolment)

    found = credit(person, PNS)

    assert (found.recognised, found.duty.least) == (3, 20)


def test_jp_of_last_year_and_of_others_do_not_count(person):
    enrolment = factories.finished(user=person)
    page = factories.lesson(factories.module(enrolment.course))
    last_year = timezone.now() - timedelta(days=366)
    ActivityProgress.objects.create(enrolment=enrolment, activity=page, completed_at=last_year)
    credit_jp(enrolment=enrolment)

    assert CreditEntry.objects.count() == 1
    assert credit(person, PNS).recognised == 0
    assert credit(factories.user(), PNS).recognised == 0


@pytest.mark.parametrize(
    ("recognised", "today", "expected"),
    [
        (0, date(2026, 6, 1), 0),
        (10, date(2026, 12, 31), 10),
        (1, date(2026, 1, 1), 365),
        (10, date(2026, 7, 2), 19),
        (10, date(2028, 12, 31), 10),
    ],
)
def test_the_forecast_keeps_the_pace_of_the_year(recognised, today, expected):
    assert forecast(recognised, today) == expected


def test_easier_courses_that_are_new_to_the_person_are_suggested(person):
    factories.course(title="Sulit", level=3)
    factories.course(title="Mudah", level=1)
    factories.course(title="Draf", live=False)
    begun(person, "Sudah")

    assert [course.title for course in suggestions(person)] == ["Mudah", "Sulit"]


def test_a_course_one_left_may_be_suggested_again(person):
    begun(person, "Ditinggalkan", state="cancelled")

    assert [course.title for course in suggestions(person)] == ["Ditinggalkan"]


def test_what_one_may_not_join_is_not_suggested(person):
    factories.course(enrolment_policy="assigned")

    assert suggestions(person) == []


@pytest.mark.parametrize(
    ("recognised", "today", "expected"),
    [
        (0, date(2026, 1, 1), 0),
        (3, date(2026, 1, 1), 1095),
        (3, date(2028, 1, 1), 1098),
        (5, date(2028, 2, 29), 30),
        (5, date(2026, 2, 28), 30),
        (20, date(2026, 12, 31), 20),
        (20, date(2028, 12, 31), 20),
        (20, date(2100, 12, 31), 20),
        (19, date(2028, 12, 30), 19),
        (20, date(2026, 12, 30), 20),
        (180, date(2026, 12, 30), 180),
        (365, date(2026, 12, 30), 366),
    ],
)
def test_the_forecast_on_the_edges_of_a_year(recognised, today, expected):
    assert forecast(recognised, today) == expected


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 500), st.dates(date(2000, 1, 1), date(2110, 12, 31)))
def test_a_forecast_is_never_less_than_what_is_there(recognised, today):
    assert forecast(recognised, today) >= recognised


def rule() -> CreditRule:
    return CreditRule.objects.create(version="uji", form=CreditForm.ELEARNING, valid_from=date(2020, 1, 1))


def test_jp_of_the_first_and_of_the_last_day_of_the_year_count(person):
    year = timezone.localdate().year
    facts = {"user": person, "enrolment": factories.finished(user=person), "rule": rule()}
    for number, day in enumerate((date(year, 1, 1), date(year, 12, 31), date(year - 1, 12, 31))):
        CreditEntry.objects.create(day=day, raw_jp=4, recognised_jp=2**number, **facts)

    assert credit(person, PNS).recognised == 3


@pytest.mark.parametrize("duty", [Duty(), PNS])
def test_without_jp_the_duty_is_shown_all_the_same(person, duty):
    found = credit(person, duty)

    assert (found.recognised, found.duty, found.forecast) == (0, duty, 0)


@pytest.mark.parametrize("count", [0, 1, 2, 4])
def test_no_more_than_three_courses_are_suggested(person, count):
    for number in range(count):
        factories.course(title=f"Kursus {number}")

    assert len(suggestions(person)) == min(count, 3)


def test_of_two_equally_easy_courses_the_first_by_title_comes_first(person):
    for title in ("B", "A", "C"):
        factories.course(title=title, level=2)

    assert [course.title for course in suggestions(person, limit=2)] == ["A", "B"]


def test_what_one_finished_is_not_suggested_again(person):
    course = factories.course()
    factories.finished(user=person, course=course)
    factories.finished(course=factories.course(title="Orang lain"))

    assert [course.title for course in suggestions(person)] == ["Orang lain"]


def test_somebody_who_learns_nothing_costs_one_query(person, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert learning(person) == []
