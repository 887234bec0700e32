"""What can be learned: search and filters over the published courses."""

import re
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from courses.enums import EnrolmentState
from courses.models import CoursePage, Enrolment
from lms.people.models import User

LONGEST_QUERY = 100
LEVELS = {"1", "2", "3", "4", "5"}
LENGTHS = {"pendek": (0, 4), "sedang": (5, 9), "panjang": (10, 1000)}


@dataclass(frozen=True)
class Filters:
    words: str = ""
    field: str = ""
    level: str = ""
    length: str = ""


def search_words(text: str) -> str:
    """Only letters, digits and single spaces, at most 100 signs: what every search backend takes without error."""
    return re.sub(r"[^\w]+", " ", text[:LONGEST_QUERY], flags=re.UNICODE).replace("_", " ").strip()


def catalogue(filters: Filters, viewer: User | None) -> QuerySet[CoursePage]:
    """Published courses in alphabetical order, or those that match the words; cards need no further query."""
    courses = CoursePage.objects.live().filter(_condition(filters)).select_related("field").order_by("title")
    courses = _with_standing(courses, viewer)
    words = search_words(filters.words)
    if not filters.words.strip():
        return courses
    if not words:
        return courses.none()
    # Ranking common words costs seconds on SQLite (measured with 4,200 pages), so results keep their own order.
    found = CoursePage.objects.live().search(words, order_by_relevance=False)
    return courses.filter(pk__in=[page.pk for page in found[:500]])


def _condition(filters: Filters) -> Q:
    condition = Q()
    if filters.field:
        condition &= Q(field__slug=filters.field.replace("\0", ""))  # PostgreSQL takes no NUL
    if filters.level in LEVELS:
        condition &= Q(level=int(filters.level))
    if filters.length in LENGTHS:
        low, high = LENGTHS[filters.length]
        condition &= Q(jp__gte=low, jp__lte=high)
    return condition


def _with_standing(courses: QuerySet[CoursePage], viewer: User | None) -> QuerySet[CoursePage]:
    """Add ``enrolled`` and ``finished`` of the viewer, and how many finished the course."""
    courses = courses.annotate(
        finishers=Count(
            "enrolments__user", filter=Q(enrolments__state=EnrolmentState.COMPLETED), distinct=True
        )
    )
    if viewer is None:
        return courses
    mine = Enrolment.objects.filter(user=viewer, course=OuterRef("pk"))
    return courses.annotate(
        enrolled=Exists(mine.filter(state=EnrolmentState.ACTIVE)),
        finished=Exists(mine.filter(state=EnrolmentState.COMPLETED)),
    )


def uses_stemming() -> bool:
    """Whether the search knows Indonesian word forms; SQLite looks for words as they are typed."""
    return connection.vendor == "postgresql"
