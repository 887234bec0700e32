"""From where a request really comes, with a known number of proxies in front."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The address that the outermost trusted proxy saw; None for one that is no IP address.

    Only as many entries of X-Forwarded-For are believed as there are proxies of ours; anyone can write more.
    """
    hops = getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0)
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    trusted = hops and len(forwarded) >= hops and forwarded[-hops]
    try:
        return str(ipaddress.ip_address(trusted or request.META.get("REMOTE_ADDR", "")))
    except ValueError:
        return None
