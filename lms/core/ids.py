"""Ids as they come from outside: only what a database could hold gets past here."""

from collections.abc import Iterable

LARGEST = 2**63 - 1
DIGITS = 18


def ids(texts: Iterable[str]) -> list[int]:
    """The whole numbers among the texts, in their order; nothing that is longer than any id of ours."""
    return [int(text) for text in texts if text.isdecimal() and len(text) <= DIGITS]
