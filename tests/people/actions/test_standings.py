"""How people stood before they changed is kept, a day at a time."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from lms.people.actions.standings import keep_standings
from lms.people.actions.users import deactivate, reactivate, set_digital_role
from lms.people.enums import DigitalRole
from lms.people.models import FormerStanding, User
from lms.people.queries.own_data import own_data
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)
SPAN = ("since", "until", "digital_role")


def spans(user):
    return list(FormerStanding.objects.filter(user=user).order_by("until").values_list(*SPAN))


def becomes(user, role, on):
    keep_standings([user.pk], on=on)
    User.objects.filter(pk=user.pk).update(digital_role=role)


def test_what_held_before_the_first_change_has_no_beginning():
    user = factories.user(digital_role="pengguna")

    becomes(user, "pengelola", DAY)

    assert spans(user) == [(None, date(2026, 2, 28), "pengguna")]


def test_the_next_span_begins_where_the_last_one_ended():
    user = factories.user(digital_role="pengguna")
    becomes(user, "pengelola", DAY)

    becomes(user, "pengguna", DAY + timedelta(days=9))

    assert spans(user)[1:] == [(DAY, date(2026, 3, 9), "pengelola")]


def test_of_two_changes_on_one_day_the_first_is_kept():
    user = factories.user(digital_role="pengguna")
    becomes(user, "pengelola", DAY)

    becomes(user, "lainnya", DAY)

    assert spans(user) == [(None, date(2026, 2, 28), "pengguna")]


def test_setting_a_role_keeps_the_one_before():
    user = factories.user(digital_role="pengguna")

    set_digital_role(user=user, role=DigitalRole.MANAGES, by=None)

    assert spans(user) == [(None, timezone.localdate() - timedelta(days=1), "pengguna")]


def test_who_leaves_and_comes_back_was_away_between():
    user = factories.user()
    deactivate(user=user, by=None)
    FormerStanding.objects.update(until=DAY)

    reactivate(user=user, by=None)

    kept = FormerStanding.objects.order_by("until").values_list("since", "is_active")
    assert list(kept) == [(None, True), (DAY + timedelta(days=1), False)]


@pytest.mark.parametrize("people", [1, 20])
def test_it_costs_the_same_for_many(people, django_assert_num_queries):
    ids = [factories.user().pk for _ in range(people)]

    with django_assert_num_queries(3):
        keep_standings(ids, on=DAY)


def test_a_span_that_ends_before_it_begins_is_refused():
    user = factories.user()

    with pytest.raises(IntegrityError):
        FormerStanding.objects.create(user=user, since=DAY, until=DAY - timedelta(days=1), is_active=True)


def test_people_are_told_what_is_kept_of_them():
    user = factories.user(digital_role="pengguna")
    becomes(user, "pengelola", DAY)

    assert own_data(user)["former_standings"] == [
        {
            "since": None,
            "until": date(2026, 2, 28),
            "is_active": True,
            "employment_status": user.employment_status,
            "standing": "01",
            "digital_role": "pengguna",
        }
    ]
