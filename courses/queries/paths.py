"""Learning paths as one person walks them, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from courses.enums import EnrolmentState
from courses.models import CoursePage, Enrolment, LearningPath, PathFollower, PathStep
from courses.queries.renewal import taken_back
from courses.queries.taught import taught_by_course
from courses.walking import SETTLED, StepState, Walker, step_state
from lms.core.prepared import Prepared
from lms.people.models import User
from lms.skills.models import Holding

FOLLOWED = Prepared(
    lambda user: PathFollower.objects.filter(user=user).order_by("-since").values_list("path")
)


@dataclass(frozen=True)
class Option:
    course: CoursePage
    state: StepState


@dataclass(frozen=True)
class StepStanding:
    step: PathStep
    options: Sequence[Option]

    @property
    def state(self) -> StepState:
        return step_state([option.state for option in self.options])

    @property
    def is_settled(self) -> bool:
        return self.state in SETTLED

    @property
    def shown(self) -> Option:
        """The alternative that says how the step stands: the one that is furthest."""
        return next(option for option in self.options if option.state == self.state)


@dataclass(frozen=True)
class PathStanding:
    path: LearningPath
    steps: Sequence[StepStanding]

    @property
    def done(self) -> int:
        return sum(step.is_settled for step in self.steps)

    @property
    def next(self) -> StepStanding | None:
        return next((step for step in self.steps if not step.is_settled), None)

    @property
    def jp_left(self) -> int:
        return sum(step.shown.course.jp for step in self.steps if not step.is_settled)


def steps_with_courses() -> QuerySet[PathStep]:
    return PathStep.objects.select_related("course").prefetch_related("alternatives").order_by("order", "pk")


def followed(user: User) -> Sequence[PathStanding]:
    """The paths that a person walks and that still have something to do; one query where there are none."""
    ids = [pk for (pk,) in FOLLOWED(user=user.pk)]
    if not ids:
        return []
    found = standings(LearningPath.objects.filter(pk__in=ids, is_open=True), user)
    return [standing for standing in found if standing.next]


def standings(paths: Iterable[LearningPath], user: User) -> Sequence[PathStanding]:
    """Five queries, however many paths."""
    paths = list(paths)
    by_path: dict[int, list[PathStep]] = defaultdict(list)
    for step in steps_with_courses().filter(path__in=paths):
        by_path[step.path_id].append(step)
    courses = {page.pk for steps in by_path.values() for step in steps for page in step.courses}
    walker, taught = _walker(user, courses), taught_by_course(courses)
    return [
        PathStanding(path, [_standing(step, walker, taught) for step in by_path[path.pk]]) for path in paths
    ]


def _standing(
    step: PathStep, walker: Walker, taught: Mapping[int, Sequence[tuple[int, int]]]
) -> StepStanding:
    return StepStanding(
        step, [Option(page, walker.state(page.pk, dict(taught.get(page.pk, ())))) for page in step.courses]
    )


def _walker(user: User, courses: Iterable[int]) -> Walker:
    today = timezone.localdate()
    mine = Enrolment.objects.filter(
        Q(state=EnrolmentState.ACTIVE) | Q(~taken_back(), state=EnrolmentState.COMPLETED),
        user=user,
        course__in=list(courses),
    ).select_related("course")
    rows = list(mine)
    done = {row.course_id for row in rows if row.completed_at and _holds(row, today)}
    running = {row.course_id for row in rows if row.state == EnrolmentState.ACTIVE}
    held = Holding.objects.filter(user=user).order_by().values_list("skill_id", "level")
    return Walker(done, running, dict(held))


def _holds(row: Enrolment, today: date) -> bool:
    """Whether the proof out of a finished course has not run out."""
    until = row.course.proof_until(timezone.localtime(row.completed_at).date())
    return until is None or until >= today
