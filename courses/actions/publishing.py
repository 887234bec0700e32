"""The shelf that courses stand on, who may do what there, and how a course goes live."""

from typing import Any

from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission as Right
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from courses.importer.order import release_order
from courses.models import CatalogueIndexPage, CourseImport, CoursePage, LessonPage
from courses.readiness import lesson_faults, waits
from courses.signals import course_published
from lms.audit.log import record
from lms.people.actions.groups import group_for
from lms.people.enums import Role

WORKFLOW = "Telaah kurikulum"
WRITES = ["add_page", "change_page"]
REVIEWS = [*WRITES, "publish_page", "delete_page", "bulk_delete_page", "lock_page", "unlock_page"]
# Wagtail names the rights after the image model, except for ``choose_image``. Who may add a picture may change it
# as long as it is their own; to change those of others is for reviewers, since live lessons show them at once.
ADDS = [
    "add_image",
    "add_courseimage",
    "add_document",
    "choose_image",
    "choose_courseimage",
    "choose_document",
]
CHANGES = ["change_image", "change_courseimage", "change_document"]
MEDIA_APPS = ["courses", "wagtaildocs", "wagtailimages"]


@transaction.atomic
def prepare_catalogue() -> CatalogueIndexPage:
    """The catalogue with its site, rights and review workflow; safe to call again and again."""
    shelf = CatalogueIndexPage.objects.first() or _new_shelf()
    _point_site_to(shelf)
    lecturers, reviewers = group_for(Role.LECTURER), group_for(Role.REVIEWER)
    _grant(lecturers, WRITES, shelf)
    _grant(reviewers, REVIEWS, shelf)
    _share_library(lecturers, ADDS)
    _share_library(reviewers, [*ADDS, *CHANGES])
    _start_workflow(reviewers, shelf)
    return shelf


def _new_shelf() -> CatalogueIndexPage:
    Locale.objects.get_or_create(language_code="id")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    return root.add_child(instance=CatalogueIndexPage(title=_("Katalog pelatihan"), slug="pelatihan"))


def _point_site_to(shelf: CatalogueIndexPage) -> None:
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(hostname="localhost", port=80, root_page=shelf, is_default_site=True)
    elif site.root_page_id != shelf.pk:
        welcome = site.root_page
        site.root_page = shelf
        site.save()
        if welcome.depth > 1 and welcome.specific_class is Page and welcome.is_leaf():
            welcome.delete()


def _grant(group: Group, rights: list[str], shelf: Page) -> None:
    group.permissions.add(Right.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    for right in Right.objects.filter(content_type__app_label="wagtailcore", codename__in=rights):
        GroupPagePermission.objects.get_or_create(group=group, page=shelf, permission=right)


def _share_library(group: Group, names: list[str]) -> None:
    """Exactly these rights on pictures and files; what an earlier version gave beyond them is taken back."""
    library = Collection.get_first_root_node() or Collection.add_root(name="Root")
    rights = Right.objects.filter(content_type__app_label__in=MEDIA_APPS)
    given = GroupCollectionPermission.objects.filter(group=group, collection=library, permission__in=rights)
    given.exclude(permission__codename__in=names).delete()
    for right in rights.filter(codename__in=names):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=library, permission=right)


def _start_workflow(reviewers: Group, shelf: Page) -> None:
    workflow, _created = Workflow.objects.get_or_create(name=WORKFLOW)
    task = GroupApprovalTask.objects.filter(name=WORKFLOW).first() or GroupApprovalTask.objects.create(
        name=WORKFLOW
    )
    task.groups.add(reviewers)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.update_or_create(page=shelf, defaults={"workflow": workflow})


@transaction.atomic
def publish_course(*, course: CoursePage, by: Any) -> int:
    """Publish the newest draft of everything in the course; returns how many pages went live.

    Approving a course approves what stands in it, and takes down what its last import no longer had. A lesson
    that was spoilt since the review began is left as it is.
    """
    waiting = [page for page in course.get_descendants(inclusive=True).specific() if waits(page)]
    pages = [page for page in waiting if not _unready(page)]
    for page in pages:
        page.get_latest_revision().publish(user=by, skip_permission_checks=True)
    release_order(course)
    _take_down_vanished(course, by)
    course_published.send(sender=CoursePage, course=course, by=by)
    record("courses.publish", course, by=by, after={"pages": len(pages), "at": timezone.now().isoformat()})
    return len(pages)


def _unready(page: Page) -> bool:
    draft = page.get_latest_revision_as_object()
    return isinstance(draft, LessonPage) and bool(lesson_faults(draft))


def _take_down_vanished(course: CoursePage, by: Any) -> None:
    last = CourseImport.objects.filter(course=course).order_by("-pk").first()
    gone = last.summary.get("vanished", []) if last else []
    for page in Page.objects.filter(pk__in=gone, live=True, path__startswith=course.path).specific():
        page.unpublish(user=by)
