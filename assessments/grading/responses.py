"""What an answer may look like, by kind of question, before it is stored."""

import re
from collections.abc import Callable, Collection
from typing import Any

from assessments.grading.ids import option_id
from assessments.grading.lab import clean_lab
from assessments.grading.places import POINT

TEXT_LIMITS = {"numeric": 64, "calculated": 64, "short": 500, "ip": 200, "essay": 30_000}
FILE_PARTS = {"name", "size", "digest"}
NAME_LIMIT = 120
DIGEST = re.compile(r"[0-9a-f]{64}")
Body = dict[str, Any]
Response = str | list[str] | dict[str, str] | None


class BadResponse(ValueError):
    """The answer does not fit its question: an option that does not exist, or the wrong type."""


def clean_response(kind: str, body: Body, response: Any) -> Response:
    """The answer in the one form in which it is stored; None for an empty one.

    single, true_false: an option id; multiple: option ids in the order of the question; numeric, calculated, short,
    ip, essay: text; hotspot: an area id or a point; matching, ordering, words, cloze, lab: ``{part: text}``; file:
    ``{name, size, digest}``.
    """
    if response is None or response in ("", [], {}):
        return None
    if kind == "lab":
        return clean_lab(body, response)
    if kind in TEXT_LIMITS:
        return text_of(response, TEXT_LIMITS[kind])
    return CLEANERS[kind](body, response)


def text_of(response: Any, limit: int) -> str | None:
    if not isinstance(response, str) or len(response) > limit or not _storable(response):
        raise BadResponse
    return response.replace("\r\n", "\n").strip() or None


def _storable(text: str) -> bool:
    """Not every database takes NUL, and half of a surrogate pair, as JSON can hold it, is no text at all."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def _single(body: Body, response: Any) -> str:
    return _one_of(response, [option["id"] for option in body["options"]])


def _one_of(response: Any, known: Collection[str]) -> str:
    if not isinstance(response, str) or response not in known:
        raise BadResponse
    return response


def _several(body: Body, response: Any) -> list[str]:
    known = [option["id"] for option in body["options"]]
    if not isinstance(response, list) or not all(isinstance(item, str) for item in response):
        raise BadResponse
    if not set(response) <= set(known):
        raise BadResponse
    return [item for item in known if item in response]


def _place(body: Body, response: Any) -> str:
    """A point is kept as it was clicked; it lies on the picture."""
    found = POINT.fullmatch(response) if isinstance(response, str) else None
    if found:
        if max(int(found[1]), int(found[2])) > 1000:
            raise BadResponse
        return response
    return _one_of(response, [area["id"] for area in body["areas"]])


def parts_of(response: Any, known: Collection[str]) -> dict[str, str]:
    """The parts that were answered, by name: the order of the question may be what is asked. Raises ``BadResponse``."""
    if not isinstance(response, dict) or not set(response) <= set(known):
        raise BadResponse
    if not all(isinstance(value, str) for value in response.values()):
        raise BadResponse
    return {name: response[name] for name in sorted(response) if response[name]}


def _matching(body: Body, response: Any) -> Response:
    choices = {option_id(text) for text in [*(pair["answer"] for pair in body["pairs"]), *body["extras"]]}
    return _chosen(response, [pair["id"] for pair in body["pairs"]], choices)


def _ordering(body: Body, response: Any) -> Response:
    ids = [item["id"] for item in body["items"]]
    return _chosen(response, ids, {str(place) for place in range(1, len(ids) + 1)})


def _chosen(response: Any, known: Collection[str], choices: Collection[str]) -> Response:
    parts = parts_of(response, known)
    if not set(parts.values()) <= set(choices):
        raise BadResponse
    return parts or None


def _words(body: Body, response: Any) -> Response:
    parts = parts_of(response, [gap["id"] for gap in body["gaps"]])
    groups = {choice["id"]: choice["group"] for choice in body["choices"]}
    for gap in body["gaps"]:
        value = parts.get(gap["id"])
        if value is not None and groups.get(value) != groups[gap["right"]]:
            raise BadResponse
    return parts or None


def _cloze(body: Body, response: Any) -> Response:
    gaps = {gap["id"]: gap for gap in body["gaps"]}
    parts = parts_of(response, gaps)
    cleaned = {name: clean_response(gaps[name]["kind"], gaps[name], value) for name, value in parts.items()}
    kept = {name: value for name, value in cleaned.items() if isinstance(value, str)}
    return kept or None


def _file(body: Body, response: Any) -> Response:
    """``digest``: SHA-256 of a file that was handed in before; ``name`` ends in one of the types asked for."""
    parts = parts_of(response, FILE_PARTS)
    if set(parts) != FILE_PARTS or not DIGEST.fullmatch(parts["digest"]) or not parts["size"].isdecimal():
        raise BadResponse
    name = text_of(parts["name"], NAME_LIMIT) or ""
    if not name.lower().endswith(tuple(body["types"])):
        raise BadResponse
    return parts | {"name": name}


def _nothing(body: Body, response: Any) -> None:
    """What is only read takes no answer."""
    raise BadResponse


CLEANERS: dict[str, Callable[[Body, Any], Response]] = {
    "single": _single,
    "true_false": _single,
    "multiple": _several,
    "matching": _matching,
    "ordering": _ordering,
    "words": _words,
    "cloze": _cloze,
    "hotspot": _place,
    "file": _file,
    "description": _nothing,
}
