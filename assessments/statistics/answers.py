"""What of an answer can be counted: keys that many may share, never a text that could tell who wrote it."""

from collections.abc import Mapping
from typing import Any

from assessments.grading.words import folded

WORDS = {"short", "numeric", "calculated", "ip"}
LONGEST = 60
OTHER = "*"


def chosen(kind: str, option_ids: frozenset[str], response: Any) -> tuple[str, ...]:
    """Ids of the options; ``part=choice`` of an answer in parts; a short answer in small letters; nothing if empty.

    Everything longer counts as answered, under one key for all.
    """
    if response in (None, "", [], {}):
        return ()
    if isinstance(response, list):
        return tuple(key for key in response if key in option_ids) or (OTHER,)
    if isinstance(response, Mapping):
        return tuple(f"{part}={value}"[:LONGEST] for part, value in response.items() if _is_key(value)) or (
            OTHER,
        )
    text = str(response)
    if text in option_ids:
        return (text,)
    return (folded(text),) if kind in WORDS and len(text) <= LONGEST else (OTHER,)


def _is_key(value: Any) -> bool:
    """Ids and small numbers; parts that hold text are not counted."""
    return isinstance(value, str) and len(value) <= 8 and value.isalnum()
