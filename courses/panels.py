"""What authors find first in the room where they write."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from courses.models import CatalogueIndexPage
from courses.queries.authoring import writable_courses

SHOWN = 20


class CoursesPanel(Component):
    """One's own courses, the last changed first, with their state, and the two ways to a new one."""

    order = 10

    def render_html(self, parent_context: Any = None) -> SafeString:
        request = parent_context["request"]
        courses = Page.objects.filter(pk__in=writable_courses(request.user).order_by().values("pk"))
        shelf = CatalogueIndexPage.objects.first()
        may_add = shelf is not None and shelf.permissions_for_user(request.user).can_add_subpage()
        context = {
            "courses": courses.order_by("-latest_revision_created_at", "title").prefetch_workflow_states()[
                :SHOWN
            ],
            "more": max(courses.count() - SHOWN, 0),
            "shelf": shelf if may_add else None,
        }
        return render_to_string("courses/authoring_panel.html", context, request=request)
