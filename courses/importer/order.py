"""Where pages stand in a course: at once, or as soon as the course is published.

A page of Wagtail has drafts of what it says, not of where it stands. Moving a live lesson changes what learners see
at that moment, and below a module that is still a draft they would not see it at all; so an import into a live
course only writes down where its pages are to stand.
"""

from collections.abc import Sequence

from courses.importer.pages import put_in_order
from courses.importer.plan import Plan
from courses.models import CoursePage, HeldOrder, ModulePage

Order = Sequence[tuple[str, Sequence[str]]]  # name of a module, names of what stands in it


def set_order(course: CoursePage, plan: Plan, *, waits: bool) -> None:
    """Bring the pages to the places of the plan, or hold these until the course is published."""
    order = [(module.name, module.items) for module in plan.modules]
    if waits:
        HeldOrder.objects.update_or_create(course=course, defaults={"modules": order})
    else:
        HeldOrder.objects.filter(course=course).delete()
        arrange(course, order)


def release_order(course: CoursePage) -> None:
    """Bring the pages to where the last import wanted them; nothing where nothing waits."""
    held = HeldOrder.objects.filter(course=course).first()
    if held:
        held.delete()
        arrange(course, held.modules)


def arrange(course: CoursePage, order: Order) -> None:
    """A name that the course no longer has is passed over; what ``order`` does not name comes last."""
    course = CoursePage.objects.get(pk=course.pk)
    for name, items in order:
        _gather(course, name, items)
    put_in_order(course, [name for name, _items in order])
    for name, items in order:
        module = ModulePage.objects.child_of(course).filter(slug=name).first()
        if module:
            put_in_order(module, list(items))


def _gather(course: CoursePage, name: str, items: Sequence[str]) -> None:
    """Move into the module what is still in another; one that has that name already keeps its own."""
    modules = ModulePage.objects.child_of(course).filter(slug=name)
    for item in items:
        module = modules.first()
        page = course.get_descendants().filter(depth=course.depth + 2, slug=item).first()
        if module and page and not module.get_children().filter(slug=item).exists():
            page.move(module, pos="last-child")
