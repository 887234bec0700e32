"""Yearly duties through three years: the clock is moved, the nightly jobs are run."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from courses.actions.mandates import create_mandate, exempt, withdraw_mandate
from courses.actions.progress import complete_activity
from courses.actions.rounds import of_round, open_round, over
from courses.enums import EnrolmentState, MandateState
from courses.handlers import open_rounds
from courses.models import Enrolment, Mandate, MandateRound, Note
from courses.queries.audience import Audience
from lms.audit.models import Event
from lms.core.jobs import enqueue
from lms.core.models import Job, Notice
from tests import factories

pytestmark = pytest.mark.django_db
BEGIN, DUE = date(2027, 1, 10), date(2027, 3, 31)
OPENS = date(2028, 1, 1)  # ninety days before 31 March 2028


def at(day: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


@pytest.fixture
def clock(monkeypatch):
    def set_to(day: date) -> datetime:
        now = at(day)
        monkeypatch.setattr(timezone, "now", lambda: now)
        return now

    set_to(BEGIN)
    return set_to


@pytest.fixture
def unit():
    return factories.unit()


@pytest.fixture
def course():
    course = factories.course(certificate_valid_months=36)
    factories.lesson(factories.module(course))
    return course


def posted(unit):
    return factories.posting(unit=unit, valid_from=date(2020, 1, 1)).user


def given(unit, course, run_jobs, **fields):
    due = timezone.make_aware(datetime.combine(DUE, time(23, 59)))
    made = create_mandate(
        course=course, audience=Audience(unit), due_at=due, by=factories.user(), yearly=True, **fields
    )
    run_jobs()
    made.refresh_from_db()
    return made


def lesson_of(course):
    return course.get_children().first().get_children().first()


def finish(person, course, day: date):
    row = Enrolment.objects.open().get(user=person, course=course)
    complete_activity(enrolment=row, activity_id=lesson_of(course).pk, now=at(day))
    return row


def night(run_jobs):
    enqueue("courses.open_rounds", {})
    run_jobs()


def test_first_round_counts_who_finished_in_the_twelve_months_before(clock, unit, course, run_jobs):
    early, late, new = posted(unit), posted(unit), posted(unit)
    factories.finished(user=early, course=course, completed_at=at(date(2026, 3, 31), 23))
    factories.finished(user=late, course=course, completed_at=at(date(2026, 4, 1), 0))

    mandate = given(unit, course, run_jobs)

    rows = mandate.enrolments.values_list("user", "cycle")
    assert set(rows) == {(early.pk, 2), (new.pk, 1)}


@pytest.mark.parametrize(
    ("day", "opens"),
    [(DUE, False), (date(2027, 12, 31), False), (OPENS, True), (date(2028, 6, 1), False)],
)
def test_next_round_opens_ninety_days_before_its_day(clock, unit, course, run_jobs, day, opens):
    mandate = given(unit, course, run_jobs)

    assert open_round(mandate=mandate, now=clock(day)) is opens


def test_next_round_is_for_everyone_again_in_a_new_cycle(clock, unit, course, run_jobs):
    done, lazy = posted(unit), posted(unit)
    mandate = given(unit, course, run_jobs)
    first = finish(done, course, date(2027, 2, 1))
    clock(OPENS)

    night(run_jobs)

    mandate.refresh_from_db()
    assert (timezone.localtime(mandate.due_at).date(), mandate.state) == (
        date(2028, 3, 31),
        MandateState.ACTIVE,
    )
    second = Enrolment.objects.get(user=done, cycle=2)
    assert (second.state, second.due_at, second.mandate) == (EnrolmentState.ACTIVE, mandate.due_at, mandate)
    assert second.progress.count() == 0
    assert first.progress.count() == 1
    rest = Enrolment.objects.get(user=lazy)
    assert (rest.cycle, rest.due_at) == (1, mandate.due_at)


def test_the_round_that_ended_is_kept_as_it_was(clock, unit, course, run_jobs):
    in_time, late, never = posted(unit), posted(unit), posted(unit)
    given(unit, course, run_jobs)
    finish(in_time, course, DUE)
    finish(late, course, DUE + timedelta(days=1))
    clock(OPENS)

    night(run_jobs)

    kept = MandateRound.objects.get()
    assert (kept.people, kept.in_time, kept.late, kept.open) == (3, 1, 1, 1)
    assert timezone.localtime(kept.due_at).date() == DUE
    finish(never, course, date(2028, 2, 1))
    kept.refresh_from_db()
    assert kept.open == 1


def test_who_finishes_late_has_done_the_next_round_as_well(clock, unit, course, run_jobs):
    """Within twelve months of its due date; nobody learns the same twice in a year."""
    person = posted(unit)
    mandate = given(unit, course, run_jobs)
    finish(person, course, date(2027, 5, 2))
    clock(OPENS)

    night(run_jobs)

    assert Enrolment.objects.filter(user=person).count() == 1
    assert of_round(Mandate.objects.get(pk=mandate.pk)).filter(state=EnrolmentState.COMPLETED).count() == 1


def test_three_years_give_three_cycles_and_three_proofs(clock, unit, course, run_jobs):
    person = posted(unit)
    given(unit, course, run_jobs)
    finish(person, course, date(2027, 2, 1))
    for year in (2028, 2029):
        clock(date(year, 1, 2))
        night(run_jobs)
        finish(person, course, date(year, 2, 1))

    rows = Enrolment.objects.filter(user=person).order_by("cycle")
    assert [(row.cycle, row.completed_at.year) for row in rows] == [(1, 2027), (2, 2028), (3, 2029)]
    assert sorted(row.credits.get().day.year for row in rows) == [2027, 2028, 2029]
    assert person.certificates.count() == 3


def test_a_round_opens_once_however_often_the_night_comes(clock, unit, course, run_jobs):
    posted(unit)
    given(unit, course, run_jobs)
    clock(OPENS)

    night(run_jobs)
    night(run_jobs)

    assert MandateRound.objects.count() == 1
    assert Event.objects.filter(act="courses.open_round").count() == 1


def test_years_in_which_the_site_stood_still_are_left_out(clock, unit, course, run_jobs):
    mandate = given(unit, course, run_jobs)
    clock(date(2030, 2, 1))

    night(run_jobs)

    mandate.refresh_from_db()
    assert timezone.localtime(mandate.due_at).date() == date(2030, 3, 31)
    assert MandateRound.objects.count() == 1


def test_a_duty_that_was_taken_back_opens_no_round(clock, unit, course, run_jobs):
    mandate = given(unit, course, run_jobs)
    withdraw_mandate(mandate=mandate, by=factories.user())
    now = clock(OPENS)

    assert list(over(now)) == []
    assert open_round(mandate=mandate, now=now) is False


def test_a_duty_without_repetition_opens_no_round(clock, unit, course):
    factories.mandate(unit=unit, course=course, due_at=at(DUE), state=MandateState.ACTIVE)

    assert list(over(clock(OPENS))) == []


def test_exempt_for_good_stays_exempt_in_the_next_round(clock, unit, course, run_jobs):
    person = posted(unit)
    mandate = given(unit, course, run_jobs)
    exempt(mandate=mandate, user=person, reason="Cuti panjang", until=None, by=factories.user())
    clock(OPENS)

    night(run_jobs)

    assert mandate.enrolments.open().count() == 0


def test_each_round_is_told_once(clock, unit, course, run_jobs):
    person = posted(unit)
    given(unit, course, run_jobs)
    finish(person, course, date(2027, 2, 1))
    clock(OPENS)

    night(run_jobs)

    told = Notice.objects.filter(recipient=person, title__startswith="Pelatihan baru")
    assert sorted(told.values_list("event", flat=True))[-1].endswith("-2028")
    assert told.count() == 2


def test_notes_go_along_and_stay_with_the_old_cycle(clock, unit, course, run_jobs):
    person = posted(unit)
    given(unit, course, run_jobs)
    row = finish(person, course, date(2027, 2, 1))
    Note.objects.create(enrolment=row, activity=lesson_of(course), text="Ganti kata sandi")
    clock(OPENS)

    night(run_jobs)

    assert set(Note.objects.values_list("enrolment__cycle", "text")) == {
        (1, "Ganti kata sandi"),
        (2, "Ganti kata sandi"),
    }


def test_days_for_each_person_are_counted_from_the_day_the_round_opens(clock, unit, course, run_jobs):
    person = posted(unit)
    given(unit, course, run_jobs, due_days=30)
    finish(person, course, date(2027, 2, 1))
    clock(OPENS)

    night(run_jobs)

    row = Enrolment.objects.get(user=person, cycle=2)
    assert timezone.localtime(row.due_at).date() == OPENS + timedelta(days=30)


def test_one_broken_duty_is_looked_at_once_in_a_night(clock, unit, course, run_jobs):
    """The job goes on by number, so that a duty that opens nothing cannot hold it."""
    given(unit, course, run_jobs)
    given(unit, course, run_jobs)
    clock(DUE + timedelta(days=2))
    job = Job(kind="courses.open_rounds", payload={})

    seen = []
    while True:
        answer = open_rounds(job)
        if isinstance(answer, dict):
            break
        job.payload = answer.payload
        seen.append(job.payload["after"])

    assert seen == sorted(set(seen))
    assert (len(seen), answer) == (2, {"rounds": 0})
