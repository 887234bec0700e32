"""``{% ui "progress" done=3 total=9 label="…" %}`` renders ``templates/components/progress.html``.

A component lists its inputs in its first line, ``{# inputs: done total label="" #}``: names without a default
are required, and an input that is not listed is refused.
"""

import re
import shlex
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
PLAIN = (str, int, float)
HEAD = re.compile(r"{#\s*inputs:(.*?)#}", re.DOTALL)


@lru_cache(maxsize=256)
def _inputs(path: str) -> tuple[frozenset[str], dict[str, str]]:
    """Required names, and optional names with their defaults."""
    head = HEAD.match(Path(path).read_text(encoding="utf-8"))
    if head is None:
        raise template.TemplateSyntaxError(f"{path} does not begin with its inputs")
    parts = [part.partition("=") for part in shlex.split(head[1])]
    required = frozenset(name for name, equals, _ in parts if not equals)
    return required, {name: default for name, equals, default in parts if equals}


@register.simple_tag(takes_context=True)
def ui(context: template.Context, name: str, **given: Any) -> SafeString:
    if all(value is None or isinstance(value, PLAIN) for value in given.values()):
        # The types belong to the key: 1 and True are equal, and so are a safe text and one to be escaped.
        inputs = tuple((key, value, type(value)) for key, value in given.items())
        return _kept(name, get_language(), inputs)
    around = {key: context.get(key) for key in ("request", "csrf_token", "product")}
    return _drawn(name, around | given, given)


@lru_cache(maxsize=8192)
def _kept(name: str, language: str | None, inputs: tuple[tuple[str, Any, type], ...]) -> SafeString:
    """What is drawn from plain values alone is drawn once: pages repeat the same bars and signs a hundred times."""
    given = {key: value for key, value, _type in inputs}
    return _drawn(name, given, given)


def _drawn(name: str, values: dict[str, Any], given: dict[str, Any]) -> SafeString:
    component = template.Engine.get_default().get_template(f"components/{name}.html")
    required, optional = _inputs(component.origin.name)
    missing, unknown = required - given.keys(), given.keys() - required - optional.keys()
    if missing or unknown:
        raise template.TemplateSyntaxError(
            f"component {name!r}: missing {sorted(missing)}, unknown {sorted(unknown)}"
        )
    return component.render(template.Context(optional | values))


@register.simple_tag
def querystring_of(request: HttpRequest, **changes: Any) -> str:
    """The page's own query string with some values changed, so that filters survive paging."""
    query = request.GET.copy()
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}"
