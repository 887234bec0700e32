"""Pieces of HTML that are drawn once and kept; a form in them gets the token of the request on the way out."""

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.safestring import SafeString, mark_safe

TOKEN = "csrf-token-of-the-request"  # noqa: S105  (a mark in the kept text)


def for_request(html: str, request: HttpRequest) -> SafeString:
    """The kept HTML with this request's own CSRF token in its forms."""
    return mark_safe(html.replace(TOKEN, get_token(request)) if TOKEN in html else html)
