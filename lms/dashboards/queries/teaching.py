"""What a lecturer's home shows: own courses, and where learners stop."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from assessments.queries.gain import Gain, gains
from courses.enums import EnrolmentState
from courses.models import ActivityProgress, CoursePage, Enrolment
from courses.queries.outline import Activity, Outline, outlines_of
from lms.people.models import User
from lms.people.permissions import Permission


@dataclass(frozen=True)
class Step:
    activity: Activity
    finished: int


@dataclass(frozen=True)
class Taught:
    course: CoursePage
    learners: int
    finished: int
    steps: list[Step]
    gain: Gain | None = None

    @property
    def stop(self) -> Step | None:
        """The activity at which most learners were lost on the way, if at least two were."""
        steps = [step for step in self.steps if step.activity.counts]
        before = [self.learners, *(step.finished for step in steps[:-1])]
        losses = [(lost - step.finished, step) for lost, step in zip(before, steps, strict=False)]
        loss, step = max(losses, key=lambda pair: pair[0], default=(0, None))
        return step if loss >= 2 else None


def courses_seen_by(user: User) -> QuerySet[CoursePage]:
    """Own courses; all of them for a reviewer."""
    if user.can(Permission.REVIEW_COURSES):
        return CoursePage.objects.all()
    return CoursePage.objects.filter(lecturers=user)


def courses_taught(user: User) -> list[Taught]:
    kept = ~Q(enrolments__state=EnrolmentState.CANCELLED)
    done = Q(enrolments__state=EnrolmentState.COMPLETED)
    courses = (
        courses_seen_by(user)
        .select_related("field", "edition")
        .order_by("title")
        .annotate(
            learner_count=Count("enrolments", filter=kept, distinct=True),
            finisher_count=Count("enrolments", filter=done, distinct=True),
        )
    )
    courses = list(courses)
    finished = _finished_by_activity([course.pk for course in courses])
    outlines = outlines_of(courses)
    gained = gains(outlines)
    return [_taught(course, outlines[course.pk], finished, gained.get(course.pk)) for course in courses]


def _finished_by_activity(course_ids: list[int]) -> dict[int, int]:
    kept = Enrolment.objects.kept().filter(course__in=course_ids)
    rows = ActivityProgress.objects.filter(enrolment__in=kept).exclude(completed_at=None)
    counts = rows.values_list("activity_id").annotate(count=Count("pk"))
    return dict(counts)


def _taught(course: CoursePage, outline: Outline, finished: dict[int, int], gain: Gain | None) -> Taught:
    steps = [Step(activity, finished.get(activity.pk, 0)) for activity in outline.activities]
    return Taught(course, course.learner_count, course.finisher_count, steps, gain)
