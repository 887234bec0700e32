"""Cut a GIFT file into questions: blocks of lines with one blank line between, comments in front of each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assessments.gift.signs import Piece, masked

BRACKET = re.compile(r"\[(\w+):([^\]]*)\]")


@dataclass
class Block:
    """One question as it stands; ``marks``: ``[key:value]`` of its comments; ``gap``: a blank line inside."""

    piece: Piece
    marks: list[tuple[str, str, int]] = field(default_factory=list)
    gap: int | None = None


@dataclass
class Collector:
    """Gathers lines until a question is whole; a blank line inside braces is kept as a gap, not as an end."""

    lines: list[str] = field(default_factory=list)
    line: int = 0
    marks: list[tuple[str, str, int]] = field(default_factory=list)
    gap: int | None = None

    def add(self, number: int, text: str) -> None:
        if not self.lines:
            self.line = number
        self.lines.append(text)

    @property
    def is_open(self) -> bool:
        text = "\n".join(self.lines)
        return text.count("{") > text.count("}")

    def taken(self) -> Block:
        block = Block(Piece("\n".join(self.lines), self.line), self.marks, self.gap)
        self.lines, self.marks, self.gap = [], [], None
        return block


def blocks(source: str) -> Iterator[Block]:
    lines = masked(source).split("\n")
    collector = Collector()
    for number, text in enumerate(lines, start=1):
        if text.lstrip().startswith("//"):
            collector.marks += [(key, value.strip(), number) for key, value in BRACKET.findall(text)]
            if collector.lines:
                collector.add(number, "")
        elif text.strip():
            collector.add(number, text)
        elif collector.lines and _goes_on(collector, lines[number:]):
            collector.gap = collector.gap or number
            collector.add(number, "")
        elif collector.lines:
            yield collector.taken()
    if collector.lines:
        yield collector.taken()


def _goes_on(collector: Collector, rest: list[str]) -> bool:
    """Whether a blank line stands inside a question: open braces close before the next title."""
    if not collector.is_open:
        return False
    for text in rest:
        if text.lstrip().startswith("::"):
            return False
        if "}" in text:
            return True
    return False
