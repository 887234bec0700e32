from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from lms.core import schedule
from lms.core.dates import add_months
from lms.core.jobs import enqueue
from lms.core.models import Job
from lms.people.actions.users import deactivate, reactivate
from lms.people.enums import Role
from lms.people.models import User
from lms.people.queries.leaving import kept_until, leavers_for, overdue
from tests import factories

pytestmark = pytest.mark.django_db


def gone(months: int, days: int = 0, **fields) -> User:
    """Somebody whose account was closed so long ago."""
    left_on = add_months(timezone.localdate(), -months) - timedelta(days=days)
    return factories.user(is_active=False, left_on=left_on, **fields)


def test_closing_an_account_starts_its_retention_and_opening_it_ends_it():
    person = factories.user()

    deactivate(user=person, by=None)
    closed = person.left_on
    reactivate(user=person, by=None)

    assert (closed, person.left_on) == (timezone.localdate(), None)


def test_closing_a_closed_account_does_not_start_anew():
    person = gone(59)

    deactivate(user=person, by=None)

    assert User.objects.get(pk=person.pk).left_on == add_months(timezone.localdate(), -59)


def test_retention_ends_the_same_day_of_its_month():
    assert kept_until(date(2026, 11, 30)) == date(2031, 11, 30)


def test_only_those_beyond_their_retention_are_overdue():
    over = gone(60, days=1)
    gone(60)
    factories.user()

    assert list(overdue()) == [over]


def test_nobody_is_overdue_when_accounts_are_kept_for_ever(settings):
    settings.PIAWAI_RETENTION_ACCOUNT_MONTHS = 0
    gone(900)

    assert (list(overdue()), kept_until(date(2000, 1, 1))) == ([], None)


def test_the_night_forgets_whoever_is_overdue_and_passes_over_who_is_held_back(run_jobs):
    over, held = gone(61), gone(61, legal_hold=True)
    waiting = factories.certificate(enrolment=factories.finished(user=gone(61))).user

    enqueue("people.forget_leavers")
    run_jobs()

    forgotten = User.objects.get_queryset().exclude(anonymised_at=None)
    assert list(forgotten) == [over]
    assert Job.objects.get(kind="people.forget_leavers").result == {"people": 1}
    assert {held.pk, waiting.pk} <= set(User.objects.get_queryset().kept().values_list("pk", flat=True))


def test_it_happens_every_night():
    assert "people.forget_leavers" in schedule.daily_kinds


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_says_what_holds_people_back_in_one_query(count, django_assert_num_queries):
    hr, city = factories.user(), factories.city()
    factories.grant(hr, Role.HR, city)
    for _ in range(count):
        factories.grant(gone(3), Role.LECTURER, city)
    assert hr.current_grants

    with django_assert_num_queries(1):
        assert [person.held_back for person in leavers_for(hr)] == ["role"] * count


def test_the_command_forgets_a_closed_account(capsys):
    person = gone(1, username="rina")

    call_command("anonymise", "rina", "--reason", "surat 3 November")

    assert capsys.readouterr().out == f"#{person.pk}: anonymised\n"


@pytest.mark.parametrize(("name", "words"), [("tiada", "no such person"), ("buka", "masih terbuka")])
def test_the_command_says_why_not(name, words):
    factories.user(username="buka")

    with pytest.raises(CommandError, match=words):
        call_command("anonymise", name, "--reason", "x")
