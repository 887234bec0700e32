"""What learners gained: the pre-test of a course against its last test, of the same people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Avg, Count, Max, OuterRef, Subquery

from assessments.models import Attempt
from courses.enums import Purpose
from courses.queries.outline import Outline

FEWEST = 5  # people, before anything is said


@dataclass(frozen=True)
class Gain:
    """Averages in percent of ``people`` who took both."""

    people: int
    before: float
    after: float

    @property
    def normalised(self) -> float | None:
        """The share of what could still be gained that was gained (Hake 1998): (after - before) / (100 - before)."""
        return (self.after - self.before) / (100 - self.before) if self.before < 100 else None


def gains(outlines: Mapping[int, Outline]) -> dict[int, Gain]:
    """By course, of those with a pre-test that enough people took; one query, none without a pre-test."""
    pretests = {item.pk for item in _all(outlines) if item.purpose == Purpose.BEFORE}
    finals = [pk for pk in map(last_test, outlines.values()) if pk]
    if not pretests or not finals:
        return {}
    best = (
        Attempt.objects.submitted()
        .filter(enrolment=OuterRef("enrolment"), quiz__in=finals)
        .order_by()
        .values("enrolment")
        .annotate(best=Max("percent"))
    )
    first = Attempt.objects.submitted().filter(quiz__in=pretests, number=1).order_by()
    both = first.annotate(after=Subquery(best.values("best"))).exclude(after=None)
    rows = both.values_list("enrolment__course").annotate(Count("pk"), Avg("percent"), Avg("after"))
    return {
        course: Gain(people, float(before), float(after))
        for course, people, before, after in rows
        if people >= FEWEST
    }


def _all(outlines: Mapping[int, Outline]) -> Iterable:
    return (item for outline in outlines.values() for item in outline.activities)


def last_test(outline: Outline) -> int | None:
    """The quiz that stands last among those that count."""
    quizzes = [item.pk for item in outline.activities if item.kind.name == "quiz" and item.counts]
    return quizzes[-1] if quizzes else None
