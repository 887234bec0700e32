from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.actions.feeds import feed_of, renew_feed, revoke_feed
from courses.models import CalendarFeed
from lms.core.throttle import too_many
from lms.people.access import SignedRequest

PER_MINUTE = 30


@never_cache
@require_safe
def calendar_feed(request: SignedRequest, token: str) -> HttpResponse:
    """For calendar programs: no session, the token alone; every wrong one gets the same answer."""
    if too_many(request, "calendar", limit=PER_MINUTE):
        return HttpResponse(status=429, headers={"Retry-After": "60"})
    content = feed_of(token)
    if content is None:
        raise Http404
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def my_calendar(request: SignedRequest) -> HttpResponse:
    """The address is shown once, when it is made."""
    address = ""
    if request.method == "POST":
        path = reverse("calendar_feed", args=[renew_feed(user=request.user)])
        address = f"{settings.PIAWAI_BASE_URL}{path}"
    feed = CalendarFeed.objects.filter(user=request.user).first()
    return render(request, "courses/my_calendar.html", {"feed": feed, "address": address})


@login_required
@require_POST
def calendar_revoke(request: SignedRequest) -> HttpResponse:
    revoke_feed(user=request.user)
    return redirect("my_calendar")
