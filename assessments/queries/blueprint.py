"""What a quiz wants of each skill and level, and whether its banks can give it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assessments.actions.attempts import pool_of
from assessments.drawing import Wish, filled
from assessments.models import QuestionBank, QuizPage, QuizSection
from assessments.queries import statements
from lms.core.prepared import several

LEVELS = range(1, 6)


@dataclass(frozen=True)
class Supply:
    """One section, and how many of its questions the banks can give when all sections have had theirs."""

    section: QuizSection
    pool: int
    got: int

    @property
    def lacking(self) -> int:
        return self.section.count - self.got


@dataclass(frozen=True)
class Cell:
    """``wanted`` of a skill and level, ``there`` in the bank."""

    level: int
    wanted: int
    there: int

    @property
    def short(self) -> bool:
        return self.wanted > self.there


@dataclass(frozen=True)
class Row:
    tag: str
    cells: list[Cell]


def supplies(sections: Sequence[QuizSection]) -> list[Supply]:
    """In the order of the sections; one query."""
    banks = sorted({section.bank_id for section in sections})
    rows = statements.QUESTIONS(**several(banks)) if banks else []
    pools = [pool_of(section, rows) for section in sections]
    wishes = [Wish("", pool, section.count) for pool, section in zip(pools, sections, strict=True)]
    return [
        Supply(section, len(pool), got)
        for section, pool, got in zip(sections, pools, filled(wishes), strict=True)
    ]


def short(sections: Sequence[QuizSection]) -> list[Supply]:
    """The sections that cannot be filled."""
    return [supply for supply in supplies(sections) if supply.lacking > 0]


def sections_of(quiz: QuizPage) -> list[QuizSection]:
    """Those of the newest draft."""
    return list(quiz.get_latest_revision_as_object().sections.all())


def plain(section: QuizSection) -> bool:
    """Whether a section is a cell of the table: one skill, one level, nothing else."""
    return bool(
        section.tag and section.level and not (section.category_id or section.bloom or section.question_id)
    )


def table_of(bank: QuestionBank, sections: Iterable[QuizSection]) -> list[Row]:
    """A row for each skill of the bank: what the sections want of each level, and what is there."""
    wanted: dict[tuple[str, int], int] = {}
    for section in sections:
        if plain(section) and section.bank_id == bank.pk and section.level:
            key = (section.tag, section.level)
            wanted[key] = wanted.get(key, 0) + section.count
    there: dict[tuple[str, int], int] = {}
    for tag, level in bank.questions.usable().order_by().values_list("tag", "level"):
        there[tag, level] = there.get((tag, level), 0) + 1
    tags = sorted({tag for tag, _level in [*wanted, *there] if tag})
    return [
        Row(tag, [Cell(level, wanted.get((tag, level), 0), there.get((tag, level), 0)) for level in LEVELS])
        for tag in tags
    ]
