from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse

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
            response._csp_update = ADMIN_DIRECTIVES | (getattr(response, "_csp_update", None) or {})
        return super().process_response(request, response)
