"""What a GIFT file says, before anything of it is stored."""

from dataclasses import dataclass, field
from typing import Any

from courses.importer.faults import Fault, LeftOut


@dataclass(frozen=True)
class Draft:
    """One question; ``body`` as ``QuestionVersion`` keeps it. ``line`` is where it stands in its file."""

    name: str
    kind: str
    body: dict[str, Any]
    tag: str = ""
    level: int = 1
    line: int = field(default=0, compare=False)


@dataclass
class Parsed:
    drafts: list[Draft] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    category: tuple[str, int] = ("", 0)  # the tag of questions without their own, and the line that names it


class Broken(Exception):
    """One question can't be read; the parser notes it and goes on with the next."""

    def __init__(self, line: int, value: str, reason: str, mend: str) -> None:
        super().__init__(reason)
        self.line, self.value, self.reason, self.mend = line, value, reason, mend
