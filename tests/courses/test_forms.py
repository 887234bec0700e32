from datetime import timedelta

import pytest
from django.utils import timezone

from courses.forms import MandateForm
from lms.people.enums import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return factories.unit()


@pytest.fixture
def hr(unit):
    person = factories.user()
    factories.grant(person, Role.HR, unit)
    return person


def form(hr, unit, days=1):
    day = timezone.localdate() + timedelta(days=days)
    return MandateForm({"course": factories.course().pk, "unit": unit.pk, "due_on": day.isoformat()}, user=hr)


def units(person):
    return [unit.pk for unit in MandateForm(user=person).fields["unit"].queryset]


def test_units_are_those_of_ones_scope_and_below(hr, unit):
    below = factories.unit(parent=unit, kind="bidang")
    factories.unit()

    assert units(hr) == [unit.pk, below.pk]


def test_units_that_have_ended_are_left_out(hr, unit):
    factories.unit(parent=unit, valid_until=factories.LONG_AGO)

    assert units(hr) == [unit.pk]


def test_without_the_right_there_is_no_unit():
    assert units(factories.user()) == []


def test_courses_are_the_published_ones(hr):
    course = factories.course()
    factories.course(live=False)

    assert list(MandateForm(user=hr).fields["course"].queryset) == [course]


@pytest.mark.parametrize(
    ("days", "valid"), [(-1, False), (0, True), (1, True), (3 * 366, True), (3 * 366 + 1, False)]
)
def test_a_due_date_is_between_today_and_three_years(hr, unit, days, valid):
    assert form(hr, unit, days).is_valid() == valid


def test_a_due_date_of_today_is_not_over_yet(hr, unit):
    filled = form(hr, unit, days=0)

    assert filled.is_valid()
    assert timezone.localtime(filled.cleaned_data["due_on"]).strftime("%H.%M") == "23.59"
