from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lms.core.digest import read_unsubscribe_token
from lms.core.models import Notice
from lms.core.pagination import page_of
from lms.core.ways_back import back_to


@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    """Liveness: the process answers, whatever else is down (invariant I9)."""
    return HttpResponse("ok", content_type="text/plain")


@require_GET
def readyz(request: HttpRequest) -> JsonResponse:
    """Readiness: 503 while the database does not answer; recovers by itself."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception as error:
        return JsonResponse({"database": type(error).__name__}, status=503)
    return JsonResponse({"database": "ok"})


@require_GET
@cache_control(public=True, max_age=3600)
def brand_css(request: HttpRequest) -> HttpResponse:
    """The city's two colours; a file of its own because the security policy allows no inline style."""
    light, dark = settings.PIAWAI_COLOUR, settings.PIAWAI_COLOUR_DARK
    css = f":root{{--primary:{light}}}@media(prefers-color-scheme:dark){{:root{{--primary:{dark}}}}}"
    return HttpResponse(css, content_type="text/css")


@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "core/privacy.html", {"contact": settings.PIAWAI_DPO_CONTACT})


@login_required
@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    rows = Notice.objects.filter(recipient=request.user.pk)
    return render(request, "core/notices.html", {"page": page_of(request, rows)})


@login_required
@require_POST
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one's own notice as read and go where it points."""
    notice = get_object_or_404(Notice, pk=pk, recipient=request.user.pk)
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())
    return back_to(notice.url, "notices")


@login_required
@require_POST
def read_all_notices(request: HttpRequest) -> HttpResponse:
    Notice.objects.unread().filter(recipient=request.user.pk).update(read_at=timezone.now())
    return redirect("notices")


@csrf_exempt  # RFC 8058: the mail program posts without a session; the signed token is the authority
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    try:
        pk = read_unsubscribe_token(token)
    except signing.BadSignature:
        raise Http404 from None
    if request.method == "POST":
        get_user_model().objects.filter(pk=pk).update(wants_digest=False)
    return render(request, "core/unsubscribe.html", {"done": request.method == "POST"})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long: say that nothing was lost and how to go on."""
    return render(request, "csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without context processors: whatever failed may fail again in them."""
    return HttpResponse(_plain("500.html"), status=500)


def _plain(template: str) -> str:
    from django.template.loader import render_to_string  # only on the way out of a failure

    return render_to_string(template, {"product": settings.PIAWAI_PRODUCT, "city": settings.PIAWAI_CITY})
