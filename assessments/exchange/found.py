"""What a file says: questions, pictures, and in their place in between what is wrong and what is left out."""

from dataclasses import dataclass, field

from assessments.gift.drafts import Draft
from courses.importer.faults import Fault, LeftOut


@dataclass(frozen=True)
class Picture:
    """A picture that a question after it shows; ``name`` as docs/adr/0020-question-kinds.md says."""

    name: str
    media_type: str
    data: bytes = field(repr=False)


Found = Draft | Fault | LeftOut | Picture


class Unheld(Exception):
    """A whole question is of a kind that can't be asked here; the import goes on without it."""

    def __init__(self, line: int | None, what: str, why: str) -> None:
        super().__init__(why)
        self.line, self.what, self.why = line, what, why


@dataclass
class Desk:
    """Gathers what is said about one file until the reader hands it on, and each thing once."""

    file: str
    waiting: list[Found] = field(default_factory=list)
    said: set[tuple[str, str]] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)

    def fault(self, line: int | None, value: str, reason: str, mend: str) -> None:
        self.waiting.append(Fault(self.file, line, value, reason, mend))

    def leave_out(self, line: int | None, what: str, why: str) -> None:
        self.waiting.append(LeftOut(self.file, line, what, why))

    def once(self, line: int | None, what: str, why: str) -> None:
        """For settings that stand at every question of a file: the first place is enough."""
        if (what, why) not in self.said:
            self.said.add((what, why))
            self.leave_out(line, what, why)

    def keep(self, picture: Picture) -> None:
        if picture.name not in self.kept:
            self.kept.add(picture.name)
            self.waiting.append(picture)

    def taken(self) -> list[Found]:
        found, self.waiting = self.waiting, []
        return found
