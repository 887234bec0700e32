"""Who may write which course: a lecturer those they teach, a reviewer all of them."""

from django.db.models import QuerySet
from wagtail.models import Page

from courses.models import CoursePage
from lms.people.models import User
from lms.people.permissions import Permission


def writable_courses(user: User) -> QuerySet[CoursePage]:
    if user.is_superuser or user.can(Permission.REVIEW_COURSES):
        return CoursePage.objects.all()
    if user.can(Permission.WRITE_COURSES):
        return CoursePage.objects.filter(lecturers=user)
    return CoursePage.objects.none()


def may_write(user: User, page: Page) -> bool:
    """Whether ``page`` is, or belongs to, a course that the person may write."""
    return any(page.path.startswith(path) for path in writable_courses(user).values_list("path", flat=True))
