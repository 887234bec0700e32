from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from courses.actions.cycles import remind_expiring, renew
from courses.actions.enrolments import EnrolmentRefused, leave
from courses.actions.mandates import apply_batch, create_mandate
from courses.actions.progress import complete_activity
from courses.enums import EnrolmentState
from courses.models import Enrolment
from courses.queries.audience import Audience
from courses.queries.renewal import renewal_of
from lms.audit.models import Event
from lms.core.dates import add_months
from lms.core.models import Notice
from lms.skills.actions.evidence import withdraw_evidence
from lms.skills.models import Evidence, Holding
from tests import factories

pytestmark = pytest.mark.django_db


def at(day: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


@pytest.fixture
def course():
    course = factories.course(certificate_valid_months=12)
    factories.lesson(factories.module(course))
    factories.course_skill(course, level=2)
    return course


def passed(course, day: date, **fields) -> Enrolment:
    """Finished the real way, so that evidence, JP and the promise of a certificate are there."""
    row = factories.enrolment(course=course, **fields)
    lesson = course.get_children().first().get_children().first()
    complete_activity(enrolment=row, activity_id=lesson.pk, now=at(day))
    row.refresh_from_db()
    return row


def months_ago(months: int) -> date:
    return add_months(timezone.localdate(), -months)


def again(row: Enrolment) -> Enrolment:
    return renew(user=row.user, course=row.course, by=row.user)


def test_a_proof_that_soon_ends_may_be_renewed(course):
    first = passed(course, months_ago(11))

    second = again(first)

    assert (second.cycle, second.state, second.mandate, second.progress.count()) == (2, "active", None, 0)
    event = Event.objects.get(act="courses.renew")
    assert (event.actor, event.after["cycle"]) == (first.user, 2)


def test_a_proof_that_lasts_long_may_not(course):
    first = passed(course, months_ago(2))

    with pytest.raises(EnrolmentRefused, match="masih lama berlaku"):
        again(first)

    assert Enrolment.objects.count() == 1


def test_a_proof_for_good_is_not_renewed(course):
    course.certificate_valid_months = 0
    course.save()
    first = passed(course, months_ago(100))

    with pytest.raises(EnrolmentRefused):
        again(first)


def test_a_proof_that_was_taken_back_is_earned_again(course):
    first = passed(course, months_ago(1))
    withdraw_evidence(source="course", reference=f"enrolment:{first.pk}", by=None)

    second = again(first)

    assert renewal_of(first).withdrawn
    assert second.cycle == 2


def test_withdrawn_evidence_of_another_opens_nothing(course):
    mine, other = passed(course, months_ago(1)), passed(course, months_ago(1))
    withdraw_evidence(source="course", reference=f"enrolment:{other.pk}", by=None)

    assert (renewal_of(mine).is_open, renewal_of(other).is_open) == (False, True)


def test_who_never_finished_renews_nothing(course):
    with pytest.raises(EnrolmentRefused, match="belum pernah"):
        renew(user=factories.user(), course=course, by=factories.user())


def test_pressing_twice_begins_once(course):
    first = passed(course, months_ago(11))

    assert again(first) == again(first)
    assert Enrolment.objects.count() == 2


def test_a_course_off_the_shelf_is_not_renewed(course):
    first = passed(course, months_ago(11))
    course.live = False
    course.save()

    with pytest.raises(EnrolmentRefused, match="tidak diterbitkan"):
        renew(user=first.user, course=course, by=first.user)


def test_who_leaves_and_comes_back_goes_on_in_the_same_cycle(course):
    first = passed(course, months_ago(11))
    second = again(first)
    leave(enrolment=second, by=first.user)

    assert again(first) == second
    assert Enrolment.objects.count() == 2


def test_finishing_again_adds_a_proof_and_keeps_the_old_one(course):
    first = passed(course, months_ago(11))
    second = again(first)

    lesson = course.get_children().first().get_children().first()
    complete_activity(enrolment=second, activity_id=lesson.pk, now=timezone.now())

    ends = Evidence.objects.order_by("pk").values_list("valid_until", flat=True)
    assert list(ends) == [add_months(months_ago(11), 12), add_months(timezone.localdate(), 12)]
    assert Holding.objects.get().level == 2
    assert first.user.certificates.count() == 2


def test_a_duty_gives_a_new_cycle_to_whose_proof_has_ended(course):
    unit = factories.unit()
    ended, valid = passed(course, months_ago(13)), passed(course, months_ago(5))
    for row in (ended, valid):
        factories.posting(unit=unit, user=row.user)
    due = timezone.now() + timedelta(days=30)
    mandate = create_mandate(course=course, audience=Audience(unit), due_at=due, by=factories.user())

    apply_batch(mandate=mandate, after=0)
    apply_batch(mandate=mandate, after=0)

    assert list(mandate.enrolments.values_list("user", "cycle")) == [(ended.user.pk, 2)]


def test_a_duty_asks_again_of_whose_proof_was_taken_back(course):
    unit, row = factories.unit(), passed(course, months_ago(1))
    factories.posting(unit=unit, user=row.user)
    withdraw_evidence(source="course", reference=f"enrolment:{row.pk}", by=None)
    due = timezone.now() + timedelta(days=30)
    mandate = create_mandate(course=course, audience=Audience(unit), due_at=due, by=factories.user())

    apply_batch(mandate=mandate, after=0)

    assert mandate.enrolments.get().cycle == 2


@pytest.mark.parametrize(("left", "told"), [(61, False), (60, True), (59, False), (14, True), (0, False)])
def test_holders_are_told_sixty_and_fourteen_days_before(course, left, told):
    row = passed(course, date(2026, 3, 2))

    remind_expiring(on=date(2027, 3, 2) - timedelta(days=left))

    assert Notice.objects.filter(recipient=row.user, event__startswith="runs-out").exists() is told


def test_who_learns_again_already_is_not_told(course):
    row = passed(course, date(2026, 3, 2))
    factories.enrolment(user=row.user, course=course, cycle=2)

    assert remind_expiring(on=date(2027, 2, 16)) == 0


def test_who_has_left_the_new_cycle_is_told(course):
    row = passed(course, date(2026, 3, 2))
    factories.enrolment(user=row.user, course=course, cycle=2, state=EnrolmentState.CANCELLED)

    assert remind_expiring(on=date(2027, 2, 16)) == 1


def test_people_who_are_gone_and_courses_off_the_shelf_are_left_out(course):
    passed(course, date(2026, 3, 2), user=factories.user(is_active=False))

    assert remind_expiring(on=date(2027, 2, 16)) == 0


def test_a_reminder_run_twice_tells_once(course):
    passed(course, date(2026, 3, 2))

    for _ in range(2):
        remind_expiring(on=date(2027, 2, 16))

    assert Notice.objects.filter(event__startswith="runs-out").count() == 1


def test_many_holders_cost_as_much_as_one(course, django_assert_num_queries):
    for _ in range(5):
        passed(course, date(2026, 3, 2))

    with django_assert_num_queries(4):
        remind_expiring(on=date(2027, 2, 16))
