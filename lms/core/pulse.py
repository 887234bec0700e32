"""When the beat was last seen, kept in the shared cache: the operator's page looks at it."""

from datetime import datetime

from django.core.cache import cache
from django.utils import timezone

KEY = "core.pulse"


def beat() -> None:
    cache.set(KEY, timezone.now(), None)


def last_beat() -> datetime | None:
    return cache.get(KEY)
