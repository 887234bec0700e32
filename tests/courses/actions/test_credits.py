from datetime import UTC, date, datetime, timedelta

import pytest

from courses.actions.credits import credit_jp
from courses.enums import CreditForm
from courses.models import ActivityProgress, CreditEntry, CreditRule
from tests import factories

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 20, 3, tzinfo=UTC)
FRIDAY = date(2026, 11, 20)


def worked(jp, *moments, user=None):
    """A finished course with one lesson of 10 minutes for each moment."""
    course = factories.course(jp=jp)
    module = factories.module(course)
    enrolment = factories.finished(course=course, user=user or factories.user())
    for moment in moments:
        page = factories.lesson(module, minutes=10)
        ActivityProgress.objects.create(enrolment=enrolment, activity=page, completed_at=moment)
    return enrolment


def entries(enrolment):
    rows = CreditEntry.objects.filter(enrolment=enrolment).order_by("day")
    return [(row.day, row.raw_jp, row.recognised_jp) for row in rows]


def test_jp_stand_on_the_days_of_work():
    enrolment = worked(2, MORNING, MORNING + timedelta(days=1))

    credit_jp(enrolment=enrolment)

    assert entries(enrolment) == [(FRIDAY, 1, 1), (date(2026, 11, 21), 1, 1)]


def test_one_day_gives_three_jp_at_most_and_says_what_was_earned():
    enrolment = worked(8, MORNING)

    credit_jp(enrolment=enrolment)

    assert entries(enrolment) == [(FRIDAY, 8, 3)]


def test_the_cap_of_a_day_is_shared_by_all_courses():
    person = factories.user()
    first, second, third = (worked(2, MORNING, user=person) for _ in range(3))

    for enrolment in (first, second, third):
        credit_jp(enrolment=enrolment)

    assert entries(first) + entries(second) + entries(third) == [
        (FRIDAY, 2, 2),
        (FRIDAY, 2, 1),
        (FRIDAY, 2, 0),
    ]


def test_the_cap_is_each_persons_own():
    first, second = worked(3, MORNING), worked(3, MORNING)

    for enrolment in (first, second):
        credit_jp(enrolment=enrolment)

    assert entries(second) == [(FRIDAY, 3, 3)]


def test_a_lesson_after_midnight_wib_belongs_to_the_new_day():
    enrolment = worked(1, datetime(2026, 11, 20, 17, 1, tzinfo=UTC))

    credit_jp(enrolment=enrolment)

    assert entries(enrolment) == [(date(2026, 11, 21), 1, 1)]


def test_a_rule_of_the_city_replaces_the_default_from_its_day_on():
    rule = CreditRule.objects.create(
        version="2026", form=CreditForm.ELEARNING, daily_cap=5, valid_from=date(2026, 1, 1)
    )
    enrolment = worked(8, MORNING)

    credit_jp(enrolment=enrolment)

    entry = CreditEntry.objects.get()
    assert (entry.rule, entry.recognised_jp) == (rule, 5)


def test_a_rule_of_tomorrow_does_not_count_today():
    CreditRule.objects.create(
        version="2027", form=CreditForm.ELEARNING, daily_cap=None, valid_from=date(2026, 11, 21)
    )
    enrolment = worked(8, MORNING)

    credit_jp(enrolment=enrolment)

    assert entries(enrolment) == [(FRIDAY, 8, 3)]


def test_without_a_rule_of_the_city_the_shipped_one_holds():
    credit_jp(enrolment=worked(1, MORNING))

    rule = CreditEntry.objects.get().rule
    assert (rule.version, rule.form, rule.daily_cap) == ("PerLAN 10/2018 (BPS 2019)", "C3", 3)


def test_work_before_the_first_rule_falls_under_the_first():
    enrolment = worked(5, datetime(2017, 11, 20, 3, tzinfo=UTC))

    credit_jp(enrolment=enrolment)

    assert entries(enrolment) == [(date(2017, 11, 20), 5, 3)]


def test_a_course_without_minutes_of_work_gives_nothing():
    assert credit_jp(enrolment=worked(5)) == []
