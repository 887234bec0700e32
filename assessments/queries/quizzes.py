"""The quizzes whose results a person may read, with what their kept figures say."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Left, Length

from assessments.enums import AttemptChoice
from assessments.models import QuizPage, QuizStatistics
from assessments.queries.scope import BELOW_COURSE, results_for
from courses.models import CoursePage
from lms.people.models import User


@dataclass(frozen=True)
class Row:
    """``figures`` are of first attempts, None where nothing has been worked out yet."""

    quiz: QuizPage
    course: str
    figures: QuizStatistics | None

    @property
    def average(self) -> float | None:
        return self.figures.payload.get("average") if self.figures and self.figures.attempts else None


def quizzes_of(user: User, words: str = "") -> QuerySet[QuizPage]:
    """In the order of courses and of their modules; ``words`` is a part of the title of the quiz or of its course."""
    course = CoursePage.objects.filter(path=OuterRef("course_path"))
    found = (
        QuizPage.objects.annotate(course_path=Left("path", Length("path") - BELOW_COURSE))
        .filter(course_path__in=results_for(user).values("path"))
        .annotate(course_title=Subquery(course.values("title")[:1]))
    )
    if words:
        found = found.filter(Q(title__icontains=words) | Q(course_title__icontains=words))
    return found.order_by(F("course_title"), "path")


def rows_of(quizzes: Sequence[QuizPage]) -> list[Row]:
    """One query for the figures of all of them."""
    kept = QuizStatistics.objects.filter(quiz__in=quizzes, choice=AttemptChoice.FIRST).exclude(
        computed_at=None
    )
    figures = {row.quiz_id: row for row in kept}
    return [Row(quiz, quiz.course_title, figures.get(quiz.pk)) for quiz in quizzes]
