"""Bodies of questions looked through as data."""

from collections.abc import Iterator
from typing import Any

from assessments.gift.texts import pictures_in


def strings_in(value: Any) -> Iterator[str]:
    """Every text of a body, at whatever depth."""
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings_in(part)


def pictures_of(kind: str, body: dict[str, Any]) -> list[str]:
    """Names of all pictures that a question shows, each once."""
    names = [name for text in strings_in(body) if "<img" in text for name in pictures_in(text)]
    own = [body["image"]["name"]] if kind == "hotspot" else []
    return list(dict.fromkeys([*own, *names]))
