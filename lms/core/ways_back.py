"""The way back that a form names: a page of this site, or the one that stands in for it."""

from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme


def back_to(address: str, otherwise: str) -> HttpResponseRedirect:
    """``otherwise``: an address or the name of a page. Whatever else ``address`` holds, it is never looked up."""
    ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, None)
    return HttpResponseRedirect(address if ours else resolve_url(otherwise))
