"""The page of a quiz before and between attempts: rules, chances, and what happened so far."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from assessments import rules
from assessments.enums import AttemptState
from assessments.models import Attempt, QuizPage, QuizSection
from assessments.queries import statements
from courses.enums import EnrolmentState
from courses.models import Enrolment


@dataclass(frozen=True)
class QuizView:
    quiz: QuizPage
    enrolment: Enrolment
    questions: int
    minutes: int | None
    attempts: list[Attempt]
    chances: int | None
    terms: rules.Terms
    now: datetime

    @property
    def running(self) -> Attempt | None:
        return next((attempt for attempt in self.attempts if attempt.state == AttemptState.OPEN), None)

    @property
    def waiting(self) -> Attempt | None:
        """Handed in, and not yet marked by those who mark it."""
        return next((attempt for attempt in self.attempts if attempt.state == AttemptState.WAITING), None)

    @property
    def graded(self) -> list[Attempt]:
        return [attempt for attempt in self.attempts if attempt.state == AttemptState.SUBMITTED]

    @property
    def result(self) -> rules.Result | None:
        return rules.final_result(self.graded, self.quiz.grade_method)

    @property
    def passed(self) -> bool:
        return any(attempt.passed for attempt in self.graded)

    @property
    def closed(self) -> str:
        """Why nothing can be started, empty when it can.

        ``cancelled``, ``unpublished``, ``marking`` (the last attempt waits for its markers), ``early`` (not open
        yet), ``over`` (closed), ``used``, ``wait``.
        """
        if self.enrolment.state == EnrolmentState.CANCELLED:
            return "cancelled"
        if not (self.enrolment.course.live and self.quiz.live):
            return "unpublished"
        if self.waiting:
            return "marking"
        return "" if self.running else self.terms.shut(self.now, len(self.attempts), self.ended)

    @property
    def ended(self) -> datetime | None:
        """When the last attempt ended."""
        return max((attempt.submitted_at for attempt in self.graded if attempt.submitted_at), default=None)

    @property
    def again(self) -> datetime | None:
        """When the next attempt may begin, where the quiz asks for a pause."""
        return self.terms.opens_again(self.ended)


def quiz_view(enrolment: Enrolment, quiz: QuizPage, now: datetime) -> QuizView:
    attempts = list(Attempt.objects.filter(enrolment=enrolment, quiz=quiz).order_by("number"))
    questions = QuizSection.objects.filter(quiz=quiz).aggregate(sum=Sum("count"))["sum"] or 0
    seconds = rules.planned_seconds(quiz.minutes, enrolment.user.time_factor)
    minutes = seconds // 60 if seconds else None
    given = statements.EXCEPTION.one(user=enrolment.user_id, quiz=quiz.pk)
    terms = rules.terms(quiz, given)
    chances = rules.chances_left(terms.allowed, len(attempts))
    return QuizView(quiz, enrolment, questions, minutes, attempts, chances, terms, now)
