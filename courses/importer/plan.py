"""What an import is going to do, before anything is stored."""

import dataclasses
from dataclasses import dataclass
from typing import Any

from courses.importer.faults import Fault, LeftOut


@dataclass
class Block:
    """One block as ``StreamField`` stores it; until it is applied, ``value`` names media by path."""

    kind: str
    value: Any
    id: str = ""
    line: int = 0


@dataclass
class Lesson:
    name: str
    file: str
    title: str
    minutes: int
    summary: str = ""
    blocks: list[Block] = dataclasses.field(default_factory=list)


@dataclass
class Module:
    """``items`` is the order of the module's lessons and quizzes by name.

    A lesson's name is its page's slug: the file name without its leading number.
    """

    name: str
    title: str
    lessons: list[Lesson] = dataclasses.field(default_factory=list)
    quizzes: list[str] = dataclasses.field(default_factory=list)
    items: list[str] = dataclasses.field(default_factory=list)


@dataclass
class Media:
    """A file that a lesson shows or offers; the bytes stay in the folder until they are needed."""

    path: str
    kind: str  # "image" or "document"
    title: str


@dataclass
class Outline:
    """The course itself, from the head of ``course.toml``."""

    slug: str
    title: str
    summary: str
    description: str
    field: str
    level: int
    jp: int
    audience: str = ""
    objectives: list[str] = dataclasses.field(default_factory=list)
    prerequisites: list[str] = dataclasses.field(default_factory=list)
    lecturers: list[str] = dataclasses.field(default_factory=list)
    enrolment: str = "open"
    skills: list[tuple[str, int]] = dataclasses.field(default_factory=list)
    needs_lessons: bool = True
    needs_quizzes: bool = True
    certificate: bool = True
    valid_months: int = 36


@dataclass
class Plan:
    """The whole import. Nothing is stored while ``faults`` is not empty.

    ``quizzes`` are the ``[[quizzes]]`` tables of ``course.toml`` as they stand there, with ``"line"`` added
    (the line of the table's head; its sections carry their own). The part "quizzes" reads them.
    """

    outline: Outline | None = None
    modules: list[Module] = dataclasses.field(default_factory=list)
    media: dict[str, Media] = dataclasses.field(default_factory=dict)
    quizzes: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    faults: list[Fault] = dataclasses.field(default_factory=list)
    left_out: list[LeftOut] = dataclasses.field(default_factory=list)
    publish: bool = False

    @property
    def lessons(self) -> list[Lesson]:
        return [lesson for module in self.modules for lesson in module.lessons]
