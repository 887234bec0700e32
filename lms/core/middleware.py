from collections.abc import Callable
from typing import Any

from csp.middleware import CSPMiddleware
from django.http import Http404, HttpRequest, HttpResponse

from lms.core.ids import LARGEST

# Wagtail's editor starts its widgets from inline scripts and styles (see docs/adr), so the authors' area,
# which only signed-in staff with a second factor reach, has a looser policy of its own.
ADMIN_DIRECTIVES = {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
    "frame-ancestors": ["'self'"],
}


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.path.startswith("/admin/"):
            response._csp_replace = ADMIN_DIRECTIVES | (getattr(response, "_csp_replace", None) or {})
        return super().process_response(request, response)


class PossibleIdsMiddleware:
    """An address with a number that no row can have is not found; SQLite would fail on it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
        if any(isinstance(value, int) and value > LARGEST for value in kwargs.values()):
            raise Http404
