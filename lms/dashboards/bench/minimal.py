"""The yardstick: a logged-in Wagtail page with one heading and one paragraph, served through Wagtail's own routing."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from wagtail.models import Site

from courses.models import CoursePage
from lms.urls import urlpatterns as site_urlpatterns


@login_required
def minimal(request: HttpRequest, slug: str) -> HttpResponse:
    """What ``wagtail.views.serve`` does for a page one step below the root page of the site."""
    site = Site.find_for_request(request)
    result = site.root_page.localized.specific.route(request, [slug])
    page = result.page
    page.get_view_restrictions()
    return TemplateResponse(request, "bench/minimal.html", CoursePage.get_context(page, request))


urlpatterns = [path("bench/<slug:slug>/", minimal), *site_urlpatterns]
