"""How the attempts at one quiz ended, for its lecturer: numbers only, no names, in one query."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Avg, Count, Q

from assessments.enums import AttemptState, ClosedBy
from assessments.models import Attempt, QuizPage


@dataclass(frozen=True)
class QuizResults:
    quiz: QuizPage
    people: int
    attempts: int
    running: int
    waiting: int
    graded: int
    passed: int
    ran_out: int
    average: Decimal | None


def quiz_results(quiz: QuizPage) -> QuizResults:
    graded = Q(state=AttemptState.SUBMITTED)
    sums = Attempt.objects.filter(quiz=quiz).aggregate(
        people=Count("user", distinct=True),
        attempts=Count("pk"),
        graded=Count("pk", filter=graded),
        waiting=Count("pk", filter=Q(state=AttemptState.WAITING)),
        passed=Count("pk", filter=Q(passed=True)),
        ran_out=Count("pk", filter=Q(closed_by=ClosedBy.DEADLINE)),
        average=Avg("percent"),
    )
    return QuizResults(quiz=quiz, running=sums["attempts"] - sums["graded"] - sums["waiting"], **sums)
