from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from lms.audit import context
from lms.core.address import client_address


class AuditContextMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = context.address.set(client_address(request))
        try:
            return self.get_response(request)
        finally:
            context.address.reset(token)
