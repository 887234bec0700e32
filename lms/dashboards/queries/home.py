"""What a civil servant's home shows, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Sum
from django.utils import timezone

from courses.enums import EnrolmentPolicy, EnrolmentState
from courses.jp import Duty
from courses.models import ActivityProgress, CoursePage, CreditEntry, Enrolment
from courses.queries.outline import outlines_of
from courses.queries.progress import Standing, standing
from lms.core.prepared import Prepared
from lms.people.models import User


@dataclass(frozen=True)
class Learning:
    enrolment: Enrolment
    standing: Standing


@dataclass(frozen=True)
class Credit:
    """JP of this year: recognised so far, what the year asks for, and what the pace so far leads to."""

    recognised: int
    duty: Duty
    forecast: int


SHOWN = [
    "due_at",
    "last_seen_at",
    "last_activity_id",
    "course__title",
    "course__path",
    "course__depth",
    "course__needs_lessons",
    "course__needs_quizzes",
    "course__edition__token",
]
AT_MOST = 6
# What a person is learning: the last opened first, those never opened at the end.
LEARNING = Prepared(
    lambda user: (
        Enrolment.objects.open()
        .filter(user=user, course__live=True)
        .select_related("course__edition")
        .only(*SHOWN)
        .order_by(F("last_seen_at").desc(nulls_last=True), F("due_at").asc(nulls_last=True), "pk")[:AT_MOST]
    )
)
PROGRESS = Prepared(
    lambda user: ActivityProgress.objects.filter(
        enrolment__user=user, enrolment__state=EnrolmentState.ACTIVE
    ).only("enrolment_id", "activity_id", "completed_at")
)
RECOGNISED = Prepared(
    lambda user, first, last: (
        CreditEntry.objects.filter(user=user, day__gte=first, day__lte=last)
        .order_by()
        .values("user")
        .annotate(total=Sum("recognised_jp"))
        .values_list("total", flat=True)
    )
)


def learning(user: User) -> list[Learning]:
    """Open enrolments with their standing: one query for them, one for their progress, one for the outlines."""
    enrolments = LEARNING(user=user.pk)
    rows: dict[int, list[ActivityProgress]] = defaultdict(list)
    for row in PROGRESS(user=user.pk) if enrolments else []:
        rows[row.enrolment_id].append(row)
    outlines = outlines_of(item.course for item in enrolments)
    return [Learning(item, standing(item, outlines[item.course_id], rows[item.pk])) for item in enrolments]


def credit(user: User, duty: Duty) -> Credit:
    today = timezone.localdate()
    recognised = (
        RECOGNISED.one(user=user.pk, first=date(today.year, 1, 1), last=date(today.year, 12, 31)) or 0
    )
    return Credit(recognised, duty, forecast(recognised, today))


def forecast(recognised: int, today: date) -> int:
    """JP at the end of the year if the pace of the year so far is kept, rounded down."""
    passed, days = (day.timetuple().tm_yday for day in (today, date(today.year, 12, 31)))
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
