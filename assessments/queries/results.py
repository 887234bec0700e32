"""Results of one quiz for its lecturer: numbers only, no names, in a fixed number of queries."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, Q

from assessments.enums import AttemptState, ClosedBy
from assessments.gift.texts import words_of
from assessments.models import Attempt, AttemptSlot, Question, QuizPage
from assessments.queries.failing import ENOUGH, facilities

HARD, EASY = 40, 95
STEPS = range(0, 100, 10)


@dataclass(frozen=True)
class Facility:
    """One question: how many graded answers, and the share of the full mark they reached in percent."""

    question_id: int
    name: str
    stem: str
    tag: str
    answers: int
    percent: Decimal

    @property
    def advice(self) -> str:
        """``hard`` or ``easy`` when there are enough answers to say so."""
        if self.answers < ENOUGH:
            return ""
        return "hard" if self.percent < HARD else "easy" if self.percent > EASY else ""


@dataclass(frozen=True)
class Band:
    """How many graded attempts ended from ``low`` percent up to the next band."""

    low: int
    high: int
    count: int


@dataclass(frozen=True)
class LeftEmpty:
    position: int
    count: int


@dataclass(frozen=True)
class QuizResults:
    quiz: QuizPage
    people: int
    attempts: int
    running: int
    graded: int
    passed: int
    ran_out: int
    average: Decimal | None
    bands: list[Band]
    questions: list[Facility]
    empty: list[LeftEmpty]

    @property
    def most(self) -> int:
        return max((band.count for band in self.bands), default=0)


def quiz_results(quiz: QuizPage) -> QuizResults:
    attempts = Attempt.objects.filter(quiz=quiz)
    graded = Q(state=AttemptState.SUBMITTED)
    bands = {f"band{low}": Count("pk", filter=graded & _within(low)) for low in STEPS}
    sums = attempts.aggregate(
        people=Count("user", distinct=True),
        attempts=Count("pk"),
        graded=Count("pk", filter=graded),
        passed=Count("pk", filter=Q(passed=True)),
        ran_out=Count("pk", filter=Q(closed_by=ClosedBy.DEADLINE)),
        average=Avg("percent"),
        **bands,
    )
    found = [Band(low, low + 10, sums.pop(f"band{low}")) for low in STEPS]
    running = sums["attempts"] - sums["graded"]
    return QuizResults(
        quiz=quiz, running=running, bands=found, questions=_questions(quiz), empty=_empty(quiz), **sums
    )


def _within(low: int) -> Q:
    """The last band holds 100 too."""
    return Q(percent__gte=low) & (Q(percent__lte=100) if low == STEPS[-1] else Q(percent__lt=low + 10))


def _questions(quiz: QuizPage) -> list[Facility]:
    rows = list(facilities(AttemptSlot.objects.filter(attempt__quiz=quiz)))
    known = Question.objects.select_related("current").in_bulk([row["version__question"] for row in rows])
    return [_facility(known[row["version__question"]], row) for row in rows]


def _facility(question: Question, row: dict[str, Any]) -> Facility:
    stem = words_of(question.current.body["stem"]) if question.current else ""
    percent = round(100 * Decimal(row["share"]), 1)
    return Facility(question.pk, question.name, stem, question.tag, row["answers"], percent)


def _empty(quiz: QuizPage) -> list[LeftEmpty]:
    """Where learners stop: empty questions by their number, in graded attempts."""
    slots = AttemptSlot.objects.filter(attempt__quiz=quiz, attempt__state=AttemptState.SUBMITTED)
    rows = slots.filter(answered_at=None).values("position").annotate(count=Count("pk")).order_by("position")
    return [LeftEmpty(row["position"], row["count"]) for row in rows]
