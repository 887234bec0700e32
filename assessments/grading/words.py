"""Short answers: what counts as the same words, and patterns with ``*``."""

import re
import unicodedata
from collections.abc import Callable
from functools import partial

STAR = re.compile(r"(?<!\\)\*")


def folded(text: str, *, case: bool = False, accents: bool = False) -> str:
    """The number of spaces does not matter; capitals and accents only where they are asked for."""
    bare = unicodedata.normalize("NFKC" if accents else "NFKD", text)
    if not accents:
        bare = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return " ".join((bare if case else bare.casefold()).split())


def matches(pattern: str, answer: str, *, case: bool = False, accents: bool = False) -> bool:
    """``*`` stands for any text, ``\\*`` for a star. Each piece is looked for once, so time stays linear."""
    fold = partial(folded, case=case, accents=accents)
    pieces = [piece.replace("\\*", "*") for piece in STAR.split(pattern)]
    text = fold(answer)
    if len(pieces) == 1:
        return text == fold(pieces[0])
    head, *middle, tail = [_piece(piece, fold) for piece in pieces]
    if not (text.startswith(head) and text.endswith(tail) and len(text) >= len(head) + len(tail)):
        return False
    return _in_order(middle, text[len(head) : len(text) - len(tail)])


def _piece(text: str, fold: Callable[[str], str]) -> str:
    """Folded, with the spaces at its ends kept: ``surat *`` wants a second word."""
    lead, trail = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return f"{lead}{fold(text)}{trail}" if text.strip() else lead


def _in_order(pieces: list[str], text: str) -> bool:
    at = 0
    for piece in pieces:
        found = text.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True
