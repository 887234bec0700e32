import pytest

from courses.actions.enrolments import EnrolmentRefused, enrol, leave, missing_prerequisites
from courses.enums import EnrolmentPolicy, EnrolmentSource, EnrolmentState
from courses.models import ActivityProgress, Enrolment
from lms.audit.models import Event
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner():
    return factories.user()


def joined(learner, course):
    return enrol(user=learner, course=course, by=learner)


def required_before(course):
    earlier = factories.course(title="Dasar")
    course.prerequisites.add(earlier)
    course.save()
    return earlier


def test_joining_makes_one_active_enrolment_and_one_event(learner):
    course = factories.course()

    enrolment = joined(learner, course)

    assert (enrolment.state, enrolment.source, enrolment.cycle) == ("active", EnrolmentSource.SELF, 1)
    event = Event.objects.get()
    assert (event.act, event.actor, event.after) == (
        "courses.enrol",
        learner,
        {"course": course.folder_slug},
    )


def test_joining_twice_is_joining_once(learner):
    course = factories.course()

    first, second = joined(learner, course), joined(learner, course)

    assert first == second
    assert Event.objects.count() == 1


def test_a_finished_course_is_not_begun_again(learner):
    done = factories.finished(user=learner)

    assert joined(learner, done.course) == done


def test_a_draft_cannot_be_joined(learner):
    with pytest.raises(EnrolmentRefused, match="belum diterbitkan"):
        joined(learner, factories.course(live=False))


def test_a_course_by_assignment_cannot_be_joined(learner):
    with pytest.raises(EnrolmentRefused, match="ditugaskan"):
        joined(learner, factories.course(enrolment_policy=EnrolmentPolicy.ASSIGNED))


def test_an_unfinished_prerequisite_is_named(learner):
    course = factories.course()
    factories.enrolment(user=learner, course=required_before(course))

    with pytest.raises(EnrolmentRefused, match="Selesaikan dahulu: Dasar"):
        joined(learner, course)


def test_a_refusal_leaves_nothing_behind(learner):
    with pytest.raises(EnrolmentRefused):
        joined(learner, factories.course(live=False))

    assert Enrolment.objects.count() == 0
    assert Event.objects.count() == 0


def test_a_finished_prerequisite_opens_the_course(learner):
    course = factories.course()
    factories.finished(user=learner, course=required_before(course))

    assert joined(learner, course).state == EnrolmentState.ACTIVE


def test_the_prerequisite_of_another_person_does_not_count(learner):
    course = factories.course()
    earlier = required_before(course)
    factories.finished(course=earlier)

    assert missing_prerequisites(learner, course) == [earlier]


def test_leaving_cancels_and_is_recorded(learner):
    enrolment = factories.enrolment(user=learner)

    assert leave(enrolment=enrolment, by=learner) is True
    enrolment.refresh_from_db()
    assert enrolment.state == EnrolmentState.CANCELLED
    assert Event.objects.get().act == "courses.leave"


def test_leaving_twice_is_leaving_once(learner):
    enrolment = factories.enrolment(user=learner)
    leave(enrolment=enrolment, by=learner)

    assert leave(enrolment=enrolment, by=learner) is False
    assert Event.objects.count() == 1


def test_a_duty_cannot_be_left(learner):
    enrolment = factories.enrolment(user=learner, mandate=factories.mandate())

    assert leave(enrolment=enrolment, by=learner) is False
    assert Enrolment.objects.get().state == EnrolmentState.ACTIVE


def test_a_finished_course_cannot_be_left(learner):
    enrolment = factories.finished(user=learner)

    assert leave(enrolment=enrolment, by=learner) is False
    assert Enrolment.objects.get().state == EnrolmentState.COMPLETED


def test_coming_back_goes_on_where_one_left(learner):
    enrolment = factories.enrolment(user=learner)
    page = factories.lesson(factories.module(enrolment.course))
    ActivityProgress.objects.create(enrolment=enrolment, activity=page)
    leave(enrolment=enrolment, by=learner)

    again = joined(learner, enrolment.course)

    assert (again.pk, again.state, again.progress.count()) == (enrolment.pk, EnrolmentState.ACTIVE, 1)
