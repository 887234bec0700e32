from django.db import transaction
from django.utils.translation import gettext as _

from courses.enums import EnrolmentPolicy, EnrolmentState
from courses.models import CoursePage, Enrolment
from lms.audit.log import record
from lms.people.models import User


class EnrolmentRefused(Exception):
    """The text says why, to the person who tried."""


@transaction.atomic
def enrol(*, user: User, course: CoursePage, by: User) -> Enrolment:
    """Enrol a person of their own will; an enrolment that exists is returned. Raises ``EnrolmentRefused``.

    Who comes back goes on where they left, with the same progress and the same count of quiz attempts.
    """
    User.objects.filter(pk=user.pk).select_for_update().first()
    existing = Enrolment.objects.kept().filter(user=user, course=course).first()
    if existing:
        return existing
    _refuse_unless_open(user, course)
    enrolment = Enrolment.objects.filter(user=user, course=course).order_by("-cycle").first()
    if enrolment is None:
        enrolment = Enrolment(user=user, course=course)
    enrolment.state = EnrolmentState.ACTIVE
    enrolment.save()
    record("courses.enrol", enrolment, by=by, after={"course": course.folder_slug})
    return enrolment


def _refuse_unless_open(user: User, course: CoursePage) -> None:
    if not course.live:
        raise EnrolmentRefused(_("Pelatihan ini belum diterbitkan."))
    if course.enrolment_policy != EnrolmentPolicy.OPEN:
        raise EnrolmentRefused(_("Pelatihan ini hanya untuk peserta yang ditugaskan."))
    missing = missing_prerequisites(user, course)
    if missing:
        titles = ", ".join(page.title for page in missing)
        raise EnrolmentRefused(_("Selesaikan dahulu: %(titles)s.") % {"titles": titles})


def missing_prerequisites(user: User, course: CoursePage) -> list[CoursePage]:
    done = Enrolment.objects.filter(user=user, state=EnrolmentState.COMPLETED).values("course")
    return list(course.prerequisites.exclude(pk__in=done))


@transaction.atomic
def leave(*, enrolment: Enrolment, by: User) -> bool:
    """Give up a course one joined freely; False for a duty or a finished course."""
    gone = Enrolment.objects.filter(pk=enrolment.pk, state=EnrolmentState.ACTIVE, mandate=None).update(
        state=EnrolmentState.CANCELLED
    )
    if gone:
        record("courses.leave", enrolment, by=by)
    return bool(gone)
