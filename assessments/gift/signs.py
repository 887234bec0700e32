"""Escapes of GIFT. They are masked first, so that all later steps see only signs that mean something.

The masks are Unicode noncharacters, which no text may contain.
"""

import re
from dataclasses import dataclass

ESCAPED = {
    "~": "\ufdd0",
    "=": "\ufdd1",
    "#": "\ufdd2",
    "{": "\ufdd3",
    "}": "\ufdd4",
    ":": "\ufdd5",
    "\\": "\ufdd6",
}
BREAK = "\ufdd7"
MASKS = {f"\\{sign}": mask for sign, mask in ESCAPED.items()} | {"\\n": BREAK}
PLAIN = {ord(mask): sign for sign, mask in ESCAPED.items()} | {ord(BREAK): "\n"}
ESCAPE = re.compile(r"\\[~=#{}:\\n]")
SPECIAL = re.compile(r"[~=#{}:\\\n]")


def masked(text: str) -> str:
    return ESCAPE.sub(lambda found: MASKS[found[0]], text)


def unmasked(text: str) -> str:
    return text.translate(PLAIN)


def escaped(text: str) -> str:
    """``text`` as it is written in a GIFT file; a line break becomes ``\\n``."""
    return SPECIAL.sub(lambda found: "\\n" if found[0] == "\n" else f"\\{found[0]}", text)


@dataclass(frozen=True)
class Piece:
    """Masked text, and the line of the file on which it begins."""

    text: str
    line: int

    def part(self, start: int, end: int | None = None) -> "Piece":
        return Piece(self.text[start:end], self.line + self.text[:start].count("\n"))

    def parted(self, sign: str) -> "tuple[Piece, Piece | None]":
        """What stands before the first ``sign``, and what after it; None when it is not there."""
        at = self.text.find(sign)
        if at < 0:
            return self, None
        return self.part(0, at), self.part(at + len(sign))

    def stripped(self) -> "Piece":
        lead = len(self.text) - len(self.text.lstrip())
        return Piece(self.text.strip(), self.line + self.text[:lead].count("\n"))
