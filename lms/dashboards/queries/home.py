"""What a civil servant's home shows, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum
from django.utils import timezone

from courses.enums import EnrolmentPolicy, EnrolmentState
from courses.models import ActivityProgress, CoursePage, CreditEntry, Enrolment
from courses.queries.outline import outlines_of
from courses.queries.progress import Standing, standing
from lms.people.models import User


@dataclass(frozen=True)
class Learning:
    enrolment: Enrolment
    standing: Standing


@dataclass(frozen=True)
class Credit:
    """JP of this year: recognised so far, the yearly duty, and what the pace so far leads to."""

    recognised: int
    target: int
    forecast: int


def open_enrolments(user: User) -> QuerySet[Enrolment]:
    """What a person is learning: the last opened first."""
    return (
        Enrolment.objects.open()
        .filter(user=user, course__live=True)
        .select_related("course__field", "course__edition")
        .order_by("-last_seen_at", "due_at")
    )


def learning(user: User, limit: int = 6) -> list[Learning]:
    """Open enrolments with their standing: one query for them, one for their progress, one for the outlines."""
    enrolments = sorted(open_enrolments(user)[:limit], key=_by_last_seen)
    rows: dict[int, list[ActivityProgress]] = defaultdict(list)
    for row in ActivityProgress.objects.filter(enrolment__in=enrolments):
        rows[row.enrolment_id].append(row)
    outlines = outlines_of(item.course for item in enrolments)
    return [Learning(item, standing(item, outlines[item.course_id], rows[item.pk])) for item in enrolments]


def _by_last_seen(enrolment: Enrolment) -> tuple[bool, float, str]:
    """Begun courses before unbegun ones, newest first; then by due date."""
    seen = enrolment.last_seen_at
    return (seen is None, -(seen.timestamp() if seen else 0), str(enrolment.due_at or "9"))


def credit(user: User, target: int) -> Credit:
    today = timezone.localdate()
    entries = CreditEntry.objects.filter(user=user, day__year=today.year)
    recognised = entries.aggregate(total=Sum("recognised_jp"))["total"] or 0
    return Credit(recognised, target, forecast(recognised, today))


def forecast(recognised: int, today: date) -> int:
    """JP at the end of the year if the pace of the year so far is kept, rounded down."""
    passed = today.timetuple().tm_yday
    days = 366 if today.year % 4 == 0 else 365
    return recognised * days // passed


def suggestions(user: User, limit: int = 3) -> list[CoursePage]:
    """Courses the person may join and has not taken yet, the easier ones first."""
    taken = Enrolment.objects.filter(user=user).exclude(state=EnrolmentState.CANCELLED).values("course")
    return list(
        CoursePage.objects.live()
        .filter(enrolment_policy=EnrolmentPolicy.OPEN)
        .exclude(pk__in=taken)
        .select_related("field")
        .order_by("level", "title")[:limit]
    )
