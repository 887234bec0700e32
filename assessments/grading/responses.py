"""What an answer may look like, by kind of question, before it is stored."""

from typing import Any

TEXT_LIMITS = {"numeric": 64, "short": 500}


class BadResponse(ValueError):
    """The answer does not fit its question: an option that does not exist, or the wrong type."""


def clean_response(kind: str, body: dict[str, Any], response: Any) -> str | list[str] | None:
    """The answer in the one form in which it is stored; None for an empty one.

    single, true_false: an option id; multiple: option ids in the order of the question; numeric, short: text.
    """
    if response is None or response in ("", []):
        return None
    if kind in TEXT_LIMITS:
        return _text(response, TEXT_LIMITS[kind])
    known = [option["id"] for option in body["options"]]
    if kind == "multiple":
        return _several(response, known)
    if not isinstance(response, str) or response not in known:
        raise BadResponse
    return response


def _text(response: Any, limit: int) -> str | None:
    if not isinstance(response, str) or len(response) > limit or not _storable(response):
        raise BadResponse
    return response.strip() or None


def _storable(text: str) -> bool:
    """Not every database takes NUL, and half of a surrogate pair, as JSON can hold it, is no text at all."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def _several(response: Any, known: list[str]) -> list[str]:
    if not isinstance(response, list) or not all(isinstance(item, str) for item in response):
        raise BadResponse
    if not set(response) <= set(known):
        raise BadResponse
    return [item for item in known if item in response]
