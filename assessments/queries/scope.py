"""Whose courses a person may write questions for, and whose results they may read."""

from django.db.models import QuerySet

from courses.models import CoursePage
from lms.people.models import User
from lms.people.permissions import Permission

BELOW_COURSE = 2 * CoursePage.steplen  # signs of the path: a quiz stands in a module of a course


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
