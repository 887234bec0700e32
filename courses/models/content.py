"""Pages that belong to a course: written by those who teach it, and by reviewers."""

from typing import Any

from wagtail.models import PagePermissionTester

from lms.core.models.base_page import BasePage
from lms.people.permissions import Permission


class CourseTester(PagePermissionTester):
    """Wagtail's rights, and none at all on courses that a lecturer does not teach."""

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        if user.is_active and not user.is_superuser and not self._may_write():
            self.permissions: set[str] = set()

    def _may_write(self) -> bool:
        from courses.queries.authoring import may_write  # breaks a circle: pages ask who may write them

        return may_write(self.user, self.page)

    def can_edit(self) -> bool:
        """Having made a page is not enough: a course passes from one lecturer to the next."""
        return super().can_edit() and (self.user.is_superuser or "change" in self.permissions)


class ShelfTester(PagePermissionTester):
    """The shelf itself is for reviewers; lecturers put new courses on it."""

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        if user.is_active and not user.is_superuser and not user.can(Permission.REVIEW_COURSES):
            self.permissions &= {"add"}


class CourseContentPage(BasePage):
    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return CourseTester(user, self)
