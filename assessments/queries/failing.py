"""Which questions most people get wrong: the key may be wrong, or the lesson unclear."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, QuerySet

from assessments.enums import AttemptState, Behaviour
from assessments.gift.texts import words_of
from assessments.models import AttemptSlot, Question

ENOUGH = 5


@dataclass(frozen=True)
class HardQuestion:
    """``percent`` is the share of the full mark that learners reached in ``answers`` graded answers."""

    question_id: int
    name: str
    stem: str
    course_id: int
    course: str
    answers: int
    percent: Decimal


def facilities(slots: "QuerySet[AttemptSlot]") -> Any:
    """One row for each question of graded attempts: how often it was asked and what share was reached.

    Attempts that asked for certainty are left out: their scores tell of that too.
    """
    graded = slots.filter(attempt__state=AttemptState.SUBMITTED).exclude(
        attempt__behaviour=Behaviour.CERTAINTY
    )
    rows = graded.values("version__question", "version__question__name", "version__question__tag")
    return rows.annotate(answers=Count("pk"), share=Avg("score")).order_by("share", "version__question")


def hardest_questions(course_ids: Iterable[int], limit: int = 5) -> list[HardQuestion]:
    """The questions of these courses with the smallest share, asked often enough to say something; two queries."""
    slots = AttemptSlot.objects.filter(attempt__enrolment__course__in=list(course_ids))
    rows = facilities(slots).filter(answers__gte=ENOUGH)[:limit]
    found = {row["version__question"]: row for row in rows}
    questions = Question.objects.select_related("current", "bank__course").in_bulk(list(found))
    return [_hard(questions[pk], row) for pk, row in found.items()]


def _hard(question: Question, row: dict[str, Any]) -> HardQuestion:
    stem = words_of(question.current.body["stem"]) if question.current else ""
    course = question.bank.course
    percent = round(100 * Decimal(row["share"]), 1)
    return HardQuestion(question.pk, question.name, stem, course.pk, course.title, row["answers"], percent)
