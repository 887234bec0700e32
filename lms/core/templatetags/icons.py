"""Loaded as ``lucide``: the same icons of the same package, but each drawn once and kept as text.

The package copies an element tree for every use, which cost a lesson page a fifth of its time.
"""

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString, mark_safe
from lucide import _render_icon

register = template.Library()


@register.simple_tag
def lucide(name: str, *, size: int = 24, **attributes: object) -> SafeString:
    return _drawn(str(name), size, tuple(sorted((key, str(value)) for key, value in attributes.items())))


@lru_cache(maxsize=512)
def _drawn(name: str, size: int, attributes: tuple[tuple[str, str], ...]) -> SafeString:
    return mark_safe(_render_icon(name, size, **dict(attributes)))
