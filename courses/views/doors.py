"""Doors before Wagtail's own: it names pages of every course there, and has no hook to narrow them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.chooser import BrowseView
from wagtail.models import Page

from courses.queries.authoring import writable_pages
from lms.people.access import SignedRequest


@require_admin_access
def not_for_authors(request: HttpRequest, rest: str = "") -> HttpResponse:
    raise Http404


@require_admin_access
def choose_below(request: SignedRequest, parent_page_id: int) -> HttpResponse:
    """The chooser below one page, which stands on top of it; 404 for a page of somebody else's course."""
    pages = Page.objects.all()
    if not request.user.is_superuser:
        pages = writable_pages(request.user, pages)
    get_object_or_404(pages, pk=parent_page_id)
    return BrowseView.as_view()(request, parent_page_id)
