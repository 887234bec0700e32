"""What participants think of a course: nobody's own answer can be told from it."""

from collections import Counter
from dataclasses import dataclass
from statistics import median

from django.db.models import QuerySet

from courses.enums import EnrolmentState
from courses.models import CoursePage, Enrolment, SurveyAnswer
from courses.models.survey import QUESTIONS
from lms.people.models import User
from lms.people.permissions import Permission

FEWEST = 5


@dataclass(frozen=True)
class Marks:
    """How often each mark was given, from 1 to 5."""

    name: str
    counts: tuple[int, ...]

    @property
    def mean(self) -> float:
        return sum(mark * count for mark, count in enumerate(self.counts, start=1)) / sum(self.counts)


@dataclass(frozen=True)
class Opinion:
    """``marks`` and ``comments`` are empty while fewer than five have answered."""

    answers: int
    learners: int
    finished: int
    days: float | None
    marks: tuple[Marks, ...]
    comments: tuple[str, ...]


def courses_seen_by(user: User) -> QuerySet[CoursePage]:
    """A lecturer's own courses; every course for whoever may see all results."""
    if user.can(Permission.VIEW_LEARNING_RESULTS):
        return CoursePage.objects.all()
    return CoursePage.objects.filter(lecturers=user)


def opinion_of(course: CoursePage) -> Opinion:
    """Three queries."""
    rows = list(SurveyAnswer.objects.filter(enrolment__course=course).values_list(*QUESTIONS, "comment"))
    states = Enrolment.objects.kept().filter(course=course)
    done = list(states.filter(state=EnrolmentState.COMPLETED).values_list("enrolled_at", "completed_at"))
    spans = [(end - start).total_seconds() / 86400 for start, end in done if end is not None]
    enough = len(rows) >= FEWEST
    marks = (
        Marks(name, tuple(Counter(row[place] for row in rows)[mark] for mark in range(1, 6)))
        for place, name in enumerate(QUESTIONS)
    )
    return Opinion(
        answers=len(rows),
        learners=states.count(),
        finished=len(spans),
        days=median(spans) if spans else None,
        marks=tuple(marks) if enough else (),
        comments=tuple(sorted(row[-1] for row in rows if row[-1])) if enough else (),
    )
