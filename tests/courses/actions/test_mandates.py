from datetime import UTC, datetime, timedelta

import pytest

from courses.actions.mandates import apply_batch, create_mandate, withdraw_mandate
from courses.enums import EnrolmentSource, EnrolmentState, MandateState
from courses.models import Enrolment, Mandate
from courses.queries.audience import Audience
from lms.audit.models import Event
from lms.core.models import Job, Notice
from tests import factories

pytestmark = pytest.mark.django_db
DUE = datetime(2026, 12, 20, 16, 59, tzinfo=UTC)


@pytest.fixture
def unit():
    return factories.unit()


def staff(unit, count=1, **fields):
    return [factories.posting(unit=unit, user=factories.user(**fields)).user for _ in range(count)]


def given(unit, **fields):
    narrowed = {name: fields.pop(name) for name in ("digital_role", "chosen") if name in fields}
    defaults = {"course": factories.course(), "due_at": DUE, "by": factories.user()}
    return create_mandate(audience=Audience(unit, **narrowed), **(defaults | fields))


def test_a_decision_is_recorded_with_its_job_and_its_event(unit):
    staff(unit, 2)

    mandate = given(unit)

    mandate.refresh_from_db()
    assert mandate.state == MandateState.APPLYING
    assert (mandate.job.kind, mandate.job.payload["total"]) == ("courses.apply_mandate", 2)
    event = Event.objects.get()
    assert (event.act, event.after["people"]) == ("courses.create_mandate", 2)


def test_the_job_enrols_everyone_with_the_due_date(unit, run_jobs):
    people = staff(unit, 2)
    mandate = given(unit)

    run_jobs()

    rows = Enrolment.objects.all()
    assert {row.user for row in rows} == set(people)
    assert {(row.due_at, row.source, row.mandate) for row in rows} == {
        (DUE, EnrolmentSource.MANDATE, mandate)
    }
    assert Mandate.objects.get().state == MandateState.ACTIVE


def test_a_mandate_for_nobody_is_active_all_the_same(unit, run_jobs):
    given(unit)

    run_jobs()

    assert Mandate.objects.get().state == MandateState.ACTIVE
    assert Job.objects.get().result == {"people": 0}


def test_everyone_is_told_once(unit, run_jobs):
    (person,) = staff(unit)
    mandate = given(unit, note="Wajib tahun ini.")
    run_jobs()

    apply_batch(mandate=mandate, after=0)

    notice = Notice.objects.get()
    assert (notice.recipient, notice.body) == (person, "Wajib tahun ini.")


def test_a_batch_run_twice_enrols_once(unit):
    staff(unit, 3)
    mandate = given(unit)

    first, second = apply_batch(mandate=mandate, after=0), apply_batch(mandate=mandate, after=0)

    assert first == second
    assert Enrolment.objects.count() == 3


def test_work_is_cut_into_batches(unit, run_jobs, monkeypatch):
    monkeypatch.setattr("courses.actions.mandates.BATCH", 2)
    staff(unit, 5)
    given(unit)

    run_jobs()

    job = Job.objects.get()
    assert (job.progress_done, job.progress_total, job.result) == (5, 5, {"people": 5})
    assert Enrolment.objects.count() == 5


def test_a_job_killed_in_the_middle_goes_on_where_it_was(unit, monkeypatch, run_jobs):
    monkeypatch.setattr("courses.actions.mandates.BATCH", 2)
    people = staff(unit, 5)
    mandate = given(unit)
    last, done = apply_batch(mandate=mandate, after=0)
    payload = {"mandate": mandate.pk, "after": last, "done": done, "total": 5}
    Job.objects.update(payload=payload)

    run_jobs()

    assert sorted(Enrolment.objects.values_list("user", flat=True)) == sorted(row.pk for row in people)
    assert Job.objects.get().result == {"people": 5}


@pytest.mark.parametrize("count", [1, 6])
def test_a_batch_costs_the_same_queries_for_any_number(unit, count, django_assert_num_queries):
    staff(unit, count)
    mandate = Mandate.objects.select_related("course", "unit").get(pk=given(unit).pk)

    with django_assert_num_queries(10):
        apply_batch(mandate=mandate, after=0)


def test_thousands_are_enrolled_in_short_parts(unit, bulk_staff):
    bulk_staff(unit, 2_001)
    mandate = given(unit)

    looked_at, last = [], 0
    while (found := apply_batch(mandate=mandate, after=last))[0]:
        last, count = found
        looked_at.append(count)

    assert looked_at == [500, 500, 500, 500, 1]
    assert Enrolment.objects.count() == 2_001


def test_who_already_learns_gets_the_due_date(unit, run_jobs):
    (person,) = staff(unit)
    mine = factories.enrolment(user=person)
    mandate = given(unit, course=mine.course)

    run_jobs()

    mine.refresh_from_db()
    assert (mine.due_at, mine.mandate, mine.source) == (DUE, mandate, EnrolmentSource.MANDATE)


@pytest.mark.parametrize(("days", "kept"), [(-1, -1), (1, 0)])
def test_the_earlier_due_date_counts(unit, run_jobs, days, kept):
    (person,) = staff(unit)
    mine = factories.enrolment(user=person, due_at=DUE + timedelta(days=days))
    given(unit, course=mine.course)

    run_jobs()

    assert Enrolment.objects.get().due_at == DUE + timedelta(days=kept)


def test_finishers_are_left_in_peace(unit, run_jobs):
    (person,) = staff(unit)
    done = factories.finished(user=person)
    given(unit, course=done.course)

    run_jobs()

    assert list(Enrolment.objects.values_list("state", "due_at")) == [(EnrolmentState.COMPLETED, None)]
    assert Notice.objects.count() == 0


def test_who_had_left_comes_back_with_the_duty(unit, run_jobs):
    (person,) = staff(unit)
    gone = factories.enrolment(user=person, state=EnrolmentState.CANCELLED, due_at=DUE - timedelta(days=90))
    given(unit, course=gone.course)

    run_jobs()

    row = Enrolment.objects.get()
    assert (row.pk, row.state, row.due_at) == (gone.pk, EnrolmentState.ACTIVE, DUE)


def test_a_mandate_for_chosen_people_enrols_only_them(unit, run_jobs):
    chosen, _other = staff(unit, 2)
    given(unit, chosen=[chosen.pk])

    run_jobs()

    assert [row.user for row in Enrolment.objects.all()] == [chosen]


def test_withdrawing_takes_the_duty_back_and_leaves_the_place(unit, run_jobs):
    staff(unit)
    mandate = given(unit)
    run_jobs()

    withdraw_mandate(mandate=mandate, by=mandate.created_by)

    row = Enrolment.objects.get()
    assert (row.state, row.due_at, row.mandate) == (EnrolmentState.ACTIVE, None, None)
    assert Event.objects.filter(act="courses.withdraw_mandate").count() == 1


def test_withdrawing_twice_is_withdrawing_once(unit):
    mandate = given(unit)

    for _ in range(2):
        withdraw_mandate(mandate=mandate, by=mandate.created_by)

    assert Event.objects.filter(act="courses.withdraw_mandate").count() == 1


def test_a_mandate_withdrawn_before_its_job_enrols_nobody(unit, run_jobs):
    staff(unit)
    mandate = given(unit)
    withdraw_mandate(mandate=mandate, by=mandate.created_by)

    run_jobs()

    assert Enrolment.objects.count() == 0
    assert Mandate.objects.get().state == MandateState.WITHDRAWN


def test_finishers_keep_the_mandate_they_finished_for(unit, run_jobs):
    (person,) = staff(unit)
    mandate = given(unit)
    done = factories.finished(user=person, course=mandate.course, mandate=mandate)

    withdraw_mandate(mandate=mandate, by=mandate.created_by)

    assert Enrolment.objects.get(pk=done.pk).mandate == mandate


def test_a_job_whose_mandate_is_gone_ends_in_peace(unit, run_jobs):
    given(unit).delete()

    run_jobs()

    assert Job.objects.get().result == {"people": 0}
