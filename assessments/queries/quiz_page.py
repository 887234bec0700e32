"""The page of a quiz before and between attempts: rules, chances, and what happened so far."""

from dataclasses import dataclass

from django.db.models import Sum

from assessments import rules
from assessments.enums import AttemptState
from assessments.models import Attempt, QuizPage, QuizSection
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

    @property
    def running(self) -> Attempt | None:
        return next((attempt for attempt in self.attempts if attempt.state == AttemptState.OPEN), None)

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
        """Why nothing can be started: ``cancelled``, ``unpublished``, ``used``; empty when it can."""
        if self.enrolment.state == EnrolmentState.CANCELLED:
            return "cancelled"
        if not (self.enrolment.course.live and self.quiz.live):
            return "unpublished"
        return "used" if self.chances == 0 and not self.running else ""


def quiz_view(enrolment: Enrolment, quiz: QuizPage) -> QuizView:
    attempts = list(Attempt.objects.filter(enrolment=enrolment, quiz=quiz).order_by("number"))
    questions = QuizSection.objects.filter(quiz=quiz).aggregate(sum=Sum("count"))["sum"] or 0
    seconds = rules.planned_seconds(quiz.minutes, enrolment.user.time_factor)
    minutes = seconds // 60 if seconds else None
    chances = rules.chances_left(quiz.attempts_allowed, len(attempts))
    return QuizView(quiz, enrolment, questions, minutes, attempts, chances)
