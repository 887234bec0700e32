"""Keep a learning path, walk it, and give it as a duty."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from courses.actions.cycles import copy_notes, next_cycle
from courses.actions.enrolments import enrol
from courses.actions.mandates import create_mandate
from courses.enums import EnrolmentState
from courses.models import CoursePage, Enrolment, LearningPath, Mandate, PathFollower, PathStep
from courses.queries.audience import Audience
from lms.audit.log import record
from lms.people.models import User


@transaction.atomic
def keep_path(*, path: LearningPath, by: User) -> LearningPath:
    """Save what a form has filled in."""
    if path.pk is None:
        path.created_by = by
    path.save()
    record("courses.keep_path", path, by=by, after={"title": path.title, "is_open": path.is_open})
    return path


@transaction.atomic
def keep_step(*, step: PathStep, alternatives: Iterable[CoursePage], by: User) -> PathStep:
    """Save a step; a new one goes to the end."""
    if step.pk is None:
        LearningPath.objects.select_for_update().get(pk=step.path_id)
        step.order = (step.path.steps.aggregate(last=Max("order"))["last"] or 0) + 1
    step.save()
    step.alternatives.set([page for page in alternatives if page.pk != step.course_id])
    after = {"order": step.order, "courses": [page.folder_slug for page in step.courses]}
    record("courses.keep_path_step", step.path, by=by, after=after)
    return step


@transaction.atomic
def move_up(*, step: PathStep, by: User) -> None:
    """Before the step that stands before it; the first one stays."""
    LearningPath.objects.select_for_update().get(pk=step.path_id)
    step.refresh_from_db(fields=["order"])
    before = PathStep.objects.filter(path=step.path_id, order__lt=step.order).order_by("-order").first()
    if before is None:
        return
    PathStep.objects.filter(pk=before.pk).update(order=step.order)
    PathStep.objects.filter(pk=step.pk).update(order=before.order)
    record("courses.move_path_step", step.path, by=by, after={"step": step.pk, "order": before.order})


@transaction.atomic
def drop_step(*, step: PathStep, by: User) -> bool:
    """False where a duty stands on it: that would lose which alternatives do as well.

    A path that has lost its last step is a draft again.
    """
    if step.mandates.exists():
        return False
    path, order = step.path, step.order
    record("courses.drop_path_step", path, by=by, before={"order": order, "course": step.course.folder_slug})
    step.delete()
    PathStep.objects.filter(path=path, order__gt=order).update(order=F("order") - 1)
    if path.is_open and not path.steps.exists():
        path.is_open = False
        keep_path(path=path, by=by)
    return True


@transaction.atomic
def follow(*, path: LearningPath, user: User) -> None:
    _row, created = PathFollower.objects.get_or_create(path=path, user=user)
    if created:
        record("courses.follow_path", path, by=user)


@transaction.atomic
def unfollow(*, path: LearningPath, user: User) -> None:
    """Courses that were begun go on."""
    gone, _by_model = PathFollower.objects.filter(path=path, user=user).delete()
    if gone:
        record("courses.unfollow_path", path, by=user)


@transaction.atomic
def choose(*, step: PathStep, course: CoursePage, user: User) -> Enrolment:
    """Take this course for the step; a duty that gave another one moves over with its date.

    Raises ``EnrolmentRefused`` where nothing gives it and one may not join of one's own will.
    """
    User.objects.filter(pk=user.pk).select_for_update().first()
    given = Enrolment.objects.open().filter(user=user, mandate__step=step).exclude(course=course).first()
    if given is None:
        return enrol(user=user, course=course, by=user)
    row = _taken_up(user, course)
    row.state, row.mandate, row.source, row.due_at = (
        EnrolmentState.ACTIVE,
        given.mandate,
        given.source,
        given.due_at,
    )
    Enrolment.objects.filter(pk=given.pk).update(state=EnrolmentState.CANCELLED, mandate=None, due_at=None)
    row.save()
    after = {"step": step.pk, "course": course.folder_slug}
    record("courses.choose_alternative", row, by=user, before={"enrolment": given.pk}, after=after)
    return row


def _taken_up(user: User, course: CoursePage) -> Enrolment:
    """The enrolment to go on with: a new one, the one that was left, or a further cycle."""
    newest = Enrolment.objects.filter(user=user, course=course).order_by("-cycle").first()
    if newest is None:
        return Enrolment(user=user, course=course)
    if newest.state != EnrolmentState.COMPLETED:
        return newest
    row = next_cycle(newest)
    row.save()
    copy_notes({row.pk: newest.pk})
    return row


@transaction.atomic
def give_path(
    *, path: LearningPath, audience: Audience, due_at: datetime, by: User, **terms: Any
) -> Sequence[Mandate]:
    """One duty for each step; ``terms`` as for ``create_mandate``."""
    steps = path.steps.select_related("course", "path").order_by("order", "pk")
    return [
        create_mandate(course=step.course, step=step, audience=audience, due_at=due_at, by=by, **terms)
        for step in steps
    ]
