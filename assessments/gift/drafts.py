"""What a GIFT file says, before anything of it is stored."""

from dataclasses import dataclass, field
from typing import Any

from courses.importer.faults import Fault, LeftOut


@dataclass(frozen=True)
class Draft:
    """One question; ``body`` as ``QuestionVersion`` keeps it. ``line`` is where it stands in its file.

    ``category``: path from the top, parted by slashes; ``bloom``: C1 to C6, or empty.
    """

    name: str
    kind: str
    body: dict[str, Any]
    tag: str = ""
    level: int = 1
    line: int = field(default=0, compare=False)
    category: str = ""
    bloom: str = ""


@dataclass
class Parsed:
    drafts: list[Draft] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    category: str = ""  # of the questions that follow and name none


class Broken(Exception):
    """One question can't be read; the parser notes it and goes on with the next."""

    def __init__(self, line: int, value: str, reason: str, mend: str) -> None:
        super().__init__(reason)
        self.line, self.value, self.reason, self.mend = line, value, reason, mend
