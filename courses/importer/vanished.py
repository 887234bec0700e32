"""Pages that a course has and its folder no longer has: taken down, never destroyed with their progress."""

from typing import Any

from wagtail.models import Page

from courses.importer.plan import Plan
from courses.models import ActivityProgress, CoursePage


def vanished(course: CoursePage, plan: Plan) -> list[Page]:
    """Activities first, then modules that have nothing left in the plan."""
    names = {lesson.name for lesson in plan.lessons} | {
        name for module in plan.modules for name in module.quizzes
    }
    activities = course.get_descendants().filter(depth=course.depth + 2).exclude(slug__in=names)
    modules = course.get_children().exclude(slug__in=[module.name for module in plan.modules])
    return [*activities, *modules]


def retire(pages: list[Page], *, by: Any, publish: bool) -> None:
    """Unpublish what is live, when this import publishes; delete what nobody has ever seen.

    An import that stays a draft leaves live pages alone: they go when the course is approved.
    """
    for page in pages:
        if page.live and publish:
            page.specific.unpublish(user=by)
        elif not page.live and _unseen(page):
            Page.objects.get(pk=page.pk).specific.delete()


def _unseen(page: Page) -> bool:
    return (
        page.first_published_at is None
        and not page.get_descendants().exists()
        and not ActivityProgress.objects.filter(activity=page.pk).exists()
    )
