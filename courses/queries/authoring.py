"""Who may write which course: a lecturer those they teach, a reviewer all of them."""

from django.db.models import Q, QuerySet
from wagtail.models import Page

from courses.models import CatalogueIndexPage, CoursePage
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
    return any(page.path.startswith(path) for path in _writable_paths(user))


def writable_pages(user: User, pages: QuerySet[Page]) -> QuerySet[Page]:
    """Those of ``pages`` that are the shelf, or belong to courses the person may write."""
    mine = Q(pk__in=CatalogueIndexPage.objects.values("pk"))
    for path in _writable_paths(user):
        mine |= Q(path__startswith=path)
    return pages.filter(mine)


def _writable_paths(user: User) -> list[str]:
    return list(writable_courses(user).order_by().values_list("path", flat=True))
