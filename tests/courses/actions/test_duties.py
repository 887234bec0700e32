from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from courses.actions.duties import follow_staff, followed, remind
from courses.actions.mandates import (
    apply_batch,
    carry_over,
    create_mandate,
    end_exemption,
    exempt,
    withdraw_mandate,
)
from courses.enums import EnrolmentState
from courses.models import Enrolment
from courses.queries.audience import Audience
from lms.audit.models import Event
from lms.core.models import Job, Notice
from lms.people.enums import Role
from lms.people.models import Posting
from tests import factories
from tests.skills.universe import prove

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)


def evening(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59)))


@pytest.fixture
def city():
    return factories.city()


@pytest.fixture
def unit(city):
    return factories.unit(parent=city)


@pytest.fixture
def mandate(unit):
    due = timezone.now() + timedelta(days=20)
    made = create_mandate(course=factories.course(), audience=Audience(unit), due_at=due, by=factories.user())
    apply_batch(mandate=made, after=0)
    made.refresh_from_db()
    return made


def posted(unit, **fields):
    return factories.posting(unit=unit, user=factories.user(**fields)).user


def enrolled(mandate) -> set[int]:
    return set(mandate.enrolments.open().values_list("user", flat=True))


def moved(person, unit) -> None:
    Posting.objects.filter(user=person).delete()
    factories.posting(user=person, unit=unit)


def test_who_joins_the_unit_gets_the_duty(unit, mandate):
    person = posted(unit)

    changed = follow_staff(mandate=mandate)

    row = Enrolment.objects.get(user=person)
    assert (changed, row.mandate, row.due_at) == (1, mandate, mandate.due_at)
    assert Notice.objects.filter(recipient=person).count() == 1


def test_who_joins_below_the_unit_gets_it_too(unit, mandate):
    person = posted(factories.unit(parent=unit, kind="bidang"))

    follow_staff(mandate=mandate)

    assert enrolled(mandate) == {person.pk}


def test_a_second_run_changes_nothing(unit, mandate):
    posted(unit)
    follow_staff(mandate=mandate)

    assert follow_staff(mandate=mandate) == 0


@pytest.mark.parametrize("state", [EnrolmentState.COMPLETED, EnrolmentState.ACTIVE])
def test_finishers_and_those_due_earlier_are_left_in_peace(unit, mandate, state):
    done = timezone.now() if state == EnrolmentState.COMPLETED else None
    sooner = mandate.due_at - timedelta(days=3)
    fields = {"state": state, "completed_at": done, "due_at": sooner}
    row = factories.enrolment(user=posted(unit), course=mandate.course, **fields)

    changed = follow_staff(mandate=mandate)

    row.refresh_from_db()
    assert (changed, row.due_at, row.mandate) == (0, sooner, None)


def test_who_enrolled_without_a_date_gets_one(unit, mandate):
    row = factories.enrolment(user=posted(unit), course=mandate.course)

    follow_staff(mandate=mandate)

    row.refresh_from_db()
    assert (row.due_at, row.mandate) == (mandate.due_at, mandate)


def test_who_moves_away_before_beginning_is_no_longer_enrolled(city, unit, mandate):
    person = posted(unit)
    follow_staff(mandate=mandate)
    moved(person, factories.unit(parent=city))

    follow_staff(mandate=mandate)

    row = Enrolment.objects.get(user=person)
    assert (row.state, row.due_at, row.mandate) == (EnrolmentState.CANCELLED, None, None)


def test_who_moves_away_after_beginning_may_go_on_without_a_date(city, unit, mandate):
    person = posted(unit)
    follow_staff(mandate=mandate)
    Enrolment.objects.filter(user=person).update(last_seen_at=timezone.now())
    moved(person, factories.unit(parent=city))

    follow_staff(mandate=mandate)

    row = Enrolment.objects.get(user=person)
    assert (row.state, row.due_at, row.mandate, row.source) == (EnrolmentState.ACTIVE, None, None, "self")


def test_who_comes_back_gets_the_duty_again(city, unit, mandate):
    person, elsewhere = posted(unit), factories.unit(parent=city)
    for place in (unit, elsewhere, unit):
        moved(person, place)
        follow_staff(mandate=mandate)

    rows = Enrolment.objects.filter(user=person)
    assert [(row.state, row.due_at) for row in rows] == [(EnrolmentState.ACTIVE, mandate.due_at)]


def test_another_digital_role_is_not_meant(unit):
    course, by = factories.course(), factories.user()
    due = timezone.now() + timedelta(days=20)
    made = create_mandate(course=course, audience=Audience(unit, "pengelola"), due_at=due, by=by)
    manager, _user = posted(unit, digital_role="pengelola"), posted(unit, digital_role="pengguna")

    follow_staff(mandate=made)

    assert enrolled(made) == {manager.pk}


def test_a_change_is_in_the_audit_trail(unit, mandate):
    posted(unit)

    follow_staff(mandate=mandate)

    event = Event.objects.get(act="courses.follow_staff")
    assert (event.actor, event.after) == (None, {"joined": 1, "left": 0})


def test_duties_that_ended_or_were_taken_back_are_not_followed(unit):
    now, by = timezone.now(), factories.user()
    over = create_mandate(
        course=factories.course(), audience=Audience(unit), due_at=now - timedelta(days=1), by=by
    )
    back, chosen, running = (
        create_mandate(
            course=factories.course(),
            audience=Audience(unit, chosen=names),
            due_at=now + timedelta(days=1),
            by=by,
        )
        for names in (None, [], None)
    )
    for one in (over, back, chosen, running):
        apply_batch(mandate=one, after=0)
    withdraw_mandate(mandate=back, by=by)

    assert list(followed(now)) == [running]


def test_the_nightly_job_follows_every_duty(unit, mandate, run_jobs):
    other = create_mandate(
        course=factories.course(), audience=Audience(unit), due_at=mandate.due_at, by=factories.user()
    )
    apply_batch(mandate=other, after=0)
    person = posted(unit)
    job = Job.objects.create(kind="courses.follow_staff")

    run_jobs()

    job.refresh_from_db()
    assert job.result == {"changed": 2}
    assert Enrolment.objects.filter(user=person).count() == 2


def due(day: date, **fields) -> Enrolment:
    return factories.enrolment(due_at=evening(day), **fields)


def told(person) -> list[str]:
    return list(Notice.objects.filter(recipient=person).order_by("pk").values_list("title", flat=True))


@pytest.mark.parametrize(("days", "count"), [(7, 1), (3, 1), (1, 1), (8, 0), (2, 0), (0, 0)])
def test_a_near_date_is_said_seven_three_and_one_day_before(days, count):
    row = due(TODAY + timedelta(days=days))

    remind(on=TODAY)

    assert told(row.user) == [f"{days} hari lagi: {row.course.title}"] * count


def test_a_day_is_a_day_in_western_indonesia():
    early = timezone.make_aware(datetime.combine(TODAY + timedelta(days=3), time(0, 0)))
    row = factories.enrolment(due_at=early)

    remind(on=TODAY)

    assert len(told(row.user)) == 1


def test_nobody_is_reminded_twice_of_the_same_day():
    row = due(TODAY + timedelta(days=3))

    remind(on=TODAY)
    remind(on=TODAY)

    assert len(told(row.user)) == 1


def test_each_step_is_a_notice_of_its_own():
    row = due(TODAY + timedelta(days=7))

    for days in (0, 4, 6):
        remind(on=TODAY + timedelta(days=days))

    assert [title[:1] for title in told(row.user)] == ["7", "3", "1"]


@pytest.mark.parametrize(
    "fields",
    [
        {"state": EnrolmentState.CANCELLED},
        {"state": EnrolmentState.COMPLETED, "completed_at": timezone.now()},
    ],
)
def test_what_is_over_is_not_mentioned(fields):
    row = due(TODAY + timedelta(days=3), **fields)

    assert (remind(on=TODAY), told(row.user)) == (0, [])


def test_leavers_are_not_reminded():
    row = due(TODAY + timedelta(days=3), user=factories.user(is_active=False))

    remind(on=TODAY)

    assert told(row.user) == []


def head_of(unit):
    person = factories.user()
    factories.grant(person, Role.OPD_HEAD, unit)
    return person


def test_a_missed_date_is_told_to_the_learner_and_the_head_once(city, unit):
    row = due(TODAY - timedelta(days=1), user=posted(unit, name="Rina Lestari"))
    head, other = head_of(unit), head_of(factories.unit(parent=city))

    remind(on=TODAY)
    remind(on=TODAY)

    assert told(row.user) == [f"Tenggat terlewat: {row.course.title}"]
    assert told(head) == ["1 pegawai Anda melewati tenggat pelatihan"]
    assert told(other) == []


def test_a_head_gets_one_notice_for_all_of_a_day(unit):
    head = head_of(unit)
    names = [f"Pegawai {number:02d}" for number in range(10)]
    for name in names:
        due(TODAY - timedelta(days=1), user=posted(unit, name=name))

    remind(on=TODAY)

    notice = Notice.objects.get(recipient=head)
    assert notice.title == "10 pegawai Anda melewati tenggat pelatihan"
    assert notice.body == "; ".join(names[:8]) + " dan 2 lainnya"


def test_a_head_is_not_told_about_themselves(unit):
    head = head_of(unit)
    factories.posting(unit=unit, user=head)
    due(TODAY - timedelta(days=1), user=head)

    remind(on=TODAY)

    assert [title[:7] for title in told(head)] == ["Tenggat"]


@pytest.mark.parametrize("count", [1, 3])
def test_reminding_costs_the_same_for_any_number(unit, count, django_assert_num_queries):
    course = factories.course()
    for _ in range(count):
        due(TODAY - timedelta(days=1), user=posted(unit), course=course)
    head_of(unit)

    with django_assert_num_queries(8):
        remind(on=TODAY)


def test_a_relative_due_date_counts_from_the_day_of_enrolment(unit):
    due = timezone.now() + timedelta(days=90)
    made = create_mandate(
        course=factories.course(), audience=Audience(unit), due_at=due, due_days=14, by=factories.user()
    )
    person = posted(unit)

    follow_staff(mandate=made)

    day = timezone.localtime(Enrolment.objects.get(user=person).due_at).date()
    assert day == timezone.localdate() + timedelta(days=14)
    assert follow_staff(mandate=made) == 0


def test_who_has_an_earlier_date_keeps_it_and_is_met_once(unit, mandate):
    person = posted(unit)
    early = timezone.now() + timedelta(days=3)
    factories.enrolment(user=person, course=mandate.course, due_at=early)
    made = create_mandate(
        course=mandate.course,
        audience=Audience(unit),
        due_at=mandate.due_at,
        due_days=30,
        by=factories.user(),
    )

    assert follow_staff(mandate=made) == 0
    assert Enrolment.objects.get(user=person).due_at == early


def test_who_closes_the_gap_before_beginning_is_released(unit):
    skill = factories.skill()
    audience = Audience(unit, skill=skill, level=2)
    due = timezone.now() + timedelta(days=30)
    made = create_mandate(course=factories.course(), audience=audience, due_at=due, by=factories.user())
    person = posted(unit)
    follow_staff(mandate=made)

    prove(person, skill, 2)
    follow_staff(mandate=made)

    assert Enrolment.objects.get(user=person).state == EnrolmentState.CANCELLED


def test_an_exemption_takes_effect_at_once(unit, mandate):
    person = posted(unit)
    follow_staff(mandate=mandate)

    exempt(mandate=mandate, user=person, reason="Cuti besar", until=None, by=factories.user())

    assert Enrolment.objects.get(user=person).due_at is None
    assert Notice.objects.filter(recipient=person).latest("pk").body == "Anda dikecualikan: Cuti besar"
    assert follow_staff(mandate=mandate) == 0


def test_when_it_ends_the_duty_holds_again(unit, mandate):
    person = posted(unit)
    follow_staff(mandate=mandate)
    row = exempt(mandate=mandate, user=person, reason="Cuti", until=None, by=factories.user())

    end_exemption(exemption=row, by=factories.user())

    assert Enrolment.objects.get(user=person).due_at == mandate.due_at


def test_it_ends_by_itself_with_its_day(unit, mandate):
    person = posted(unit)
    row = exempt(mandate=mandate, user=person, reason="Cuti", until=timezone.localdate(), by=factories.user())
    type(row).objects.filter(pk=row.pk).update(until=timezone.localdate() - timedelta(days=1))

    follow_staff(mandate=mandate)

    assert Enrolment.objects.get(user=person).due_at == mandate.due_at


def test_duties_of_a_merged_unit_go_on_for_those_who_have_them(unit, mandate):
    person, into = posted(unit), factories.unit()
    follow_staff(mandate=mandate)
    posted(into)

    carry_over(unit=unit, into=into, by=None)

    mandate.refresh_from_db()
    assert (mandate.unit, mandate.chosen) == (into, [person.pk])
