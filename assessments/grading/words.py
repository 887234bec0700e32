"""Short answers: what counts as the same words, and patterns with ``*``."""

import re
import unicodedata

STAR = re.compile(r"(?<!\\)\*")


def folded(text: str) -> str:
    """Capitals, accents and the number of spaces do not matter."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(bare.casefold().split())


def matches(pattern: str, answer: str) -> bool:
    """``*`` stands for any text, ``\\*`` for a star. Each piece is looked for once, so time stays linear."""
    pieces = [piece.replace("\\*", "*") for piece in STAR.split(pattern)]
    text = folded(answer)
    if len(pieces) == 1:
        return text == folded(pieces[0])
    head, *middle, tail = [_piece(piece) for piece in pieces]
    if not (text.startswith(head) and text.endswith(tail) and len(text) >= len(head) + len(tail)):
        return False
    return _in_order(middle, text[len(head) : len(text) - len(tail)])


def _piece(text: str) -> str:
    """Folded, with the spaces at its ends kept: ``surat *`` wants a second word."""
    lead, trail = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return f"{lead}{folded(text)}{trail}" if text.strip() else lead


def _in_order(pieces: list[str], text: str) -> bool:
    at = 0
    for piece in pieces:
        found = text.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True
