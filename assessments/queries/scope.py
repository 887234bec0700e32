"""Whose courses a person may write questions for, whose results they may read, and what they may do with banks."""

from django.db.models import Q, QuerySet

from assessments.enums import BankRight
from assessments.models import BankShare, QuestionBank
from courses.models import CoursePage
from lms.people.models import User
from lms.people.permissions import Permission

BELOW_COURSE = 2 * CoursePage.steplen  # signs of the path: a quiz stands in a module of a course
AT_LEAST = {
    BankRight.USE: [BankRight.USE, BankRight.EDIT, BankRight.MANAGE],
    BankRight.EDIT: [BankRight.EDIT, BankRight.MANAGE],
    BankRight.MANAGE: [BankRight.MANAGE],
}


def written_by(user: User) -> "QuerySet[CoursePage]":
    """Courses whose questions the person may change: the ones they teach; a reviewer's are all."""
    if user.can(Permission.REVIEW_COURSES):
        return CoursePage.objects.all()
    if user.can(Permission.WRITE_COURSES):
        return CoursePage.objects.filter(lecturers=user)
    return CoursePage.objects.none()


def results_for(user: User) -> "QuerySet[CoursePage]":
    """Courses whose results the person may read, as numbers without names."""
    if user.can(Permission.VIEW_LEARNING_RESULTS):
        return CoursePage.objects.all()
    return written_by(user)


def banks_for(user: User, right: BankRight) -> "QuerySet[QuestionBank]":
    """Banks to which the person has the right, at least: those of their courses, and what others share with them.

    A share is worth something to those who may write courses.
    """
    own = Q(course__in=written_by(user))
    if not user.can(Permission.WRITE_COURSES):
        return QuestionBank.objects.filter(own)
    shared = BankShare.objects.filter(Q(user=user) | Q(course__lecturers=user), right__in=AT_LEAST[right])
    return QuestionBank.objects.filter(own | Q(pk__in=shared.values("bank")))


def rights_to(user: User, bank: QuestionBank) -> set[BankRight]:
    """Everything that the person may do with the bank."""
    if written_by(user).filter(pk=bank.course_id).exists():
        return set(BankRight)
    if not user.can(Permission.WRITE_COURSES):
        return set()
    shared = bank.shares.filter(Q(user=user) | Q(course__lecturers=user)).values_list("right", flat=True)
    given = set(shared)
    return {right for right, enough in AT_LEAST.items() if given.intersection(enough)}


def may(user: User, right: BankRight, bank: QuestionBank) -> bool:
    return right in rights_to(user, bank)
