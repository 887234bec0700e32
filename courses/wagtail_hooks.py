"""Wagtail's authoring room as lecturers and reviewers see it: own courses, and nothing that is not for them."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from courses.actions.publishing import publish_course
from courses.models import CoursePage, LessonPage
from courses.panels import CoursesPanel
from courses.queries.authoring import may_write, writable_pages
from courses.readiness import course_faults, lesson_faults
from lms.people.access import SignedRequest

# Reviews are told in Piawai's own notices (courses.actions.reviewing): one mail an event, in the daily digest.
for signal, told in (
    (task_submitted, "group_approval_task_submitted"),
    (workflow_submitted, "workflow_state_submitted"),
    (workflow_rejected, "workflow_state_rejected"),
    (workflow_approved, "workflow_state_approved"),
):
    signal.disconnect(
        sender=TaskState if signal is task_submitted else WorkflowState,
        dispatch_uid=f"{told}_email_notification",
    )

NOT_FOR_AUTHORS = {"reports", "settings", "help"}
SHELF_DEPTH = 2
LAST = 1000
NOT_HERE = {"users", "groups"}


@hooks.register("construct_explorer_page_queryset")
def show_own_courses(parent: Page, pages: QuerySet[Page], request: SignedRequest) -> QuerySet[Page]:
    if request.user.is_superuser:
        return pages
    if parent.depth > SHELF_DEPTH and not may_write(request.user, parent):
        raise Http404
    return writable_pages(request.user, pages)


@hooks.register("construct_page_chooser_queryset")
def choose_own_courses(pages: QuerySet[Page], request: SignedRequest) -> QuerySet[Page]:
    return pages if request.user.is_superuser else writable_pages(request.user, pages)


@hooks.register("before_move_page")
def move_own_pages(request: SignedRequest, page: Page, destination: Page) -> None:
    """Wagtail checks the rights when the page is moved, after the question has named both pages."""
    if not request.user.is_superuser and not all(may_write(request.user, row) for row in (page, destination)):
        raise Http404


@hooks.register("construct_main_menu")
def hide_what_authors_do_not_need(request: HttpRequest, items: list[MenuItem]) -> None:
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in NOT_FOR_AUTHORS]


@hooks.register("construct_settings_menu")
def hide_people(request: HttpRequest, items: list[MenuItem]) -> None:
    """People and roles are kept in Piawai's own screens, with units and dates."""
    items[:] = [item for item in items if item.name not in NOT_HERE]


@hooks.register("construct_homepage_summary_items", order=LAST)
def hide_counts(request: HttpRequest, items: list[Any]) -> None:
    """They count what other people write too. Last, or Wagtail's own rooms would add theirs afterwards."""
    items.clear()


@hooks.register("construct_homepage_panels")
def show_courses_first(request: HttpRequest, panels: list[Any]) -> None:
    panels.insert(0, CoursesPanel())


@hooks.register("insert_global_admin_css")
def wear_own_colours() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("piawai/css/admin.css"))


class LinkItem(MenuItem):
    """A way to a screen of Piawai; it shows nothing when that room is not there."""

    def __init__(self, label: Any, url_name: str, icon_name: str, order: int) -> None:
        self.url_name = url_name
        super().__init__(label, "", name=url_name, icon_name=icon_name, order=order)

    def is_shown(self, request: HttpRequest) -> bool:
        try:
            self.url = f"{reverse(self.url_name)}#isi"  # the menu marks whatever address begins with this one
        except NoReverseMatch:
            return False
        return True


@hooks.register("register_admin_menu_item")
def import_item() -> MenuItem:
    return LinkItem(_("Impor pelatihan"), "course_imports", "upload", 210)


@hooks.register("register_admin_menu_item")
def banks_item() -> MenuItem:
    return LinkItem(_("Bank soal"), "banks", "help", 220)


@hooks.register("register_admin_menu_item")
def home_item() -> MenuItem:
    return LinkItem(_("Kembali ke Piawai"), "home", "home", 10_000)


@hooks.register("register_admin_urls", order=-1)
def people_urls() -> list[URLPattern]:
    """Wagtail's forms for people expect other fields than ours; they stand before Wagtail's own addresses."""
    return [
        path("users/", to_piawai),
        path("users/<path:rest>", to_piawai),
        path("groups/<path:rest>", to_piawai),
    ]


def to_piawai(request: HttpRequest, rest: str = "") -> HttpResponse:
    return redirect("home")


@hooks.register("before_serve_document")
def ask_to_sign_in(document: Any, request: HttpRequest) -> HttpResponse | None:
    return None if request.user.is_authenticated else redirect_to_login(request.get_full_path())


@hooks.register("before_publish_page")
def refuse_unready(request: HttpRequest, page: Page) -> HttpResponse | None:
    faults = _faults(page)
    if not faults:
        return None
    _tell(request, page, faults)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def refuse_unready_ones(
    request: HttpRequest, action: str, objects: Iterable[Any], instance: Any
) -> HttpResponse | None:
    if action != "publish" or request.method != "POST":
        return None
    drafts = [page.specific.get_latest_revision_as_object() for page in objects if isinstance(page, Page)]
    unready = [(draft, faults) for draft in drafts if (faults := _faults(draft))]
    for draft, faults in unready:
        _tell(request, draft, faults)
    return redirect("wagtailadmin_home") if unready else None


@hooks.register("after_publish_page")
def publish_what_is_inside(request: HttpRequest, page: Page) -> None:
    """A course that goes live for the first time takes its lessons along."""
    page = page.specific
    if isinstance(page, CoursePage) and page.live and page.first_published_at == page.last_published_at:
        publish_course(course=page, by=request.user)


def _faults(page: Page) -> list[str]:
    if isinstance(page, LessonPage):
        return lesson_faults(page)
    return course_faults(page) if isinstance(page, CoursePage) else []


def _tell(request: HttpRequest, page: Page, faults: list[str]) -> None:
    text = _("“%(title)s” belum dapat diterbitkan: %(faults)s") % {
        "title": page.title,
        "faults": " ".join(faults),
    }
    messages.error(request, text)
