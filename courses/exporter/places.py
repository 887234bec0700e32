"""What stands where in a course, as its newest draft has it."""

from collections.abc import Mapping

from wagtail.models import Page

from courses.importer.order import Order
from courses.models import CoursePage, HeldOrder, ModulePage

Places = dict[Page, list[Page]]  # lessons and quizzes by module, all in their order


def places_of(course: CoursePage) -> Places:
    """Without what is retired, and in the order of an import that waits to be published."""
    modules = [module for module in ModulePage.objects.child_of(course) if not _retired(module)]
    places: Places = {
        module: [page for page in module.get_children().specific() if not _retired(page)]
        for module in modules
    }
    held = HeldOrder.objects.filter(course=course).first()
    return in_order(places, held.modules) if held else places


def _retired(page: Page) -> bool:
    return not page.live and page.first_published_at is not None


def in_order(places: Mapping[Page, list[Page]], order: Order) -> Places:
    """What ``order`` does not name stays in its module, last; a module that it leaves with nothing is left out."""
    modules = {module.slug: module for module in places}
    wanted = _wanted(places, order)
    moved = {page for name in wanted.keys() & modules.keys() for page in wanted[name]}
    found: Places = {}
    for name in [
        *(name for name in wanted if name in modules),
        *(name for name in modules if name not in wanted),
    ]:
        rest = [page for page in places[modules[name]] if page not in moved]
        rows = [*wanted.get(name, []), *rest]
        if rows or name in wanted:
            found[modules[name]] = rows
    return found


def _wanted(places: Mapping[Page, list[Page]], order: Order) -> dict[str, list[Page]]:
    """The pages that ``order`` names, by the name of their module; names that the course no longer has are left out."""
    pages = {page.slug: page for rows in places.values() for page in rows}
    return {name: [pages[item] for item in items if item in pages] for name, items in order}
