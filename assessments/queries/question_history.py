"""A question through its versions, and where it is asked."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.db.models import Count, Max

from assessments.differences import Line, differences, summary
from assessments.models import Attempt, AttemptSlot, Question, QuestionVersion, QuizPage, QuizSection

MOST = 50


@dataclass(frozen=True)
class Step:
    """A version, and what it changed of the one before; nothing for the first."""

    version: QuestionVersion
    lines: list[Line]
    attempts: int

    @property
    def changes(self) -> list[Line]:
        return [line for line in self.lines if line.fate != "kept"]

    @property
    def summary(self) -> str:
        return summary(self.lines) if self.lines else ""


def history_of(question: Question) -> list[Step]:
    """The newest first, at most ``MOST`` of them; two queries."""
    newest = question.versions.select_related("created_by").order_by("-number")[: MOST + 1]
    rows = list(newest)
    slots = AttemptSlot.objects.filter(version__in=rows).order_by()
    asked = dict(slots.values_list("version").annotate(Count("pk")))
    steps = [Step(new, differences(old.body, new.body), asked.get(new.pk, 0)) for new, old in pairwise(rows)]
    first = rows[-1] if len(rows) <= MOST else None
    return [*steps, *([Step(first, [], asked.get(first.pk, 0))] if first else [])]


@dataclass(frozen=True)
class Use:
    """A quiz that can ask the question, by the sections that take it."""

    quiz: QuizPage
    sections: list[QuizSection]

    @property
    def always(self) -> bool:
        return any(section.question_id for section in self.sections)


@dataclass(frozen=True)
class WhereUsed:
    uses: list[Use]
    attempts: int
    last: datetime | None


def where_used(question: Question) -> WhereUsed:
    """Quizzes as they are published or drafted now, and how often the question was asked until now."""
    path = question.category.path if question.category else ""
    rows = QuizSection.objects.filter(bank=question.bank_id).select_related("quiz", "category", "question")
    by_quiz: dict[int, list[QuizSection]] = {}
    for section in rows.order_by("quiz__title", "quiz", "sort_order"):
        if section.filter.takes(question.pk, question.tag, path, question.level, question.bloom):
            by_quiz.setdefault(section.quiz_id, []).append(section)
    asked = Attempt.objects.filter(slots__version__question=question)
    sums = asked.aggregate(count=Count("pk"), last=Max("started_at"))
    uses = [] if question.retired_at else [Use(sections[0].quiz, sections) for sections in by_quiz.values()]
    return WhereUsed(uses, sums["count"], sums["last"])
