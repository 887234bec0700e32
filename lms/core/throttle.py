"""How often one address may ask: a counter in the cache for each window of time."""

import ipaddress
import logging
import time

from django.core.cache import cache
from django.http import HttpRequest

from lms.core.address import client_address

logger = logging.getLogger(__name__)


def too_many(request: HttpRequest, name: str, *, limit: int, seconds: int = 60) -> bool:
    """Count this request; True when its address has asked more than ``limit`` times in this window.

    A cache that is down lets everyone through: the page behind it matters more (invariant I12).
    """
    key = f"throttle:{name}:{_network(request)}:{int(time.time() // seconds)}"
    try:
        cache.add(key, 0, 2 * seconds)
        return cache.incr(key) > limit
    except Exception as error:
        logger.warning("Not counted: %s", type(error).__name__)
        return False


def _network(request: HttpRequest) -> str:
    """An IPv6 subscriber has a whole /64 to choose addresses from; it counts as one."""
    address = client_address(request)
    if address is None or "." in address:
        return address or "unknown"
    return str(ipaddress.ip_network(f"{address}/64", strict=False).network_address)
