"""Tell people how the review of a page goes: in Piawai and its daily digest, not by Wagtail's own mails."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from courses.models import CoursePage
from lms.core.notices import tell
from lms.people.actions.groups import group_for
from lms.people.enums import Role


def tell_submitted(state: WorkflowState) -> None:
    page = state.content_object
    reviewers = group_for(Role.REVIEWER).user_set.values_list("pk", flat=True)
    title = _("“%(title)s” menunggu telaah Anda.") % {"title": page.draft_title}
    tell(reviewers, event=f"review:{state.pk}:{page.latest_revision_id}:in", title=title, url=_editor(page))


def tell_rejected(state: WorkflowState) -> None:
    page = state.content_object
    title = _("“%(title)s” dikembalikan untuk diperbaiki.") % {"title": page.draft_title}
    comment = state.current_task_state.comment if state.current_task_state else ""
    event = f"review:{state.pk}:{page.latest_revision_id}:back"
    tell(_writers(state, page), event=event, title=title, body=comment, url=_editor(page))


def tell_approved(state: WorkflowState) -> None:
    page = state.content_object
    title = _("“%(title)s” disetujui dan terbit.") % {"title": page.draft_title}
    event = f"review:{state.pk}:{page.latest_revision_id}:out"
    tell(_writers(state, page), event=event, title=title, url=page.specific.own_path())


def _writers(state: WorkflowState, page: Page) -> set[int]:
    """Who asked for the review, and everyone who teaches the course."""
    course = CoursePage.objects.ancestor_of(page, inclusive=True).first()
    taught = set(course.lecturers.values_list("pk", flat=True)) if course else set()
    return taught | ({state.requested_by_id} if state.requested_by_id else set())


def _editor(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
