"""Give a course to a unit: one decision, then enrolments in the background, in short transactions."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from courses.enums import EnrolmentSource, EnrolmentState, MandateState
from courses.models import CoursePage, Enrolment, Mandate
from lms.audit.log import record
from lms.core.jobs import enqueue
from lms.core.notices import tell
from lms.people.models import Posting, Unit, User
from lms.people.models.user import below
from lms.skills.actions.needs import turn_into_duty
from lms.skills.models import Need

BATCH = 500


def staff_of(unit: Unit, digital_role: str = "", chosen: Collection[int] | None = None) -> QuerySet[User]:
    """Active staff posted in the unit or below it, narrowed by digital role and by name where given."""
    posted = Posting.objects.current().filter(below([unit])).values("user")
    people = User.objects.get_queryset().filter(pk__in=posted, is_active=True)
    if digital_role:
        people = people.filter(digital_role=digital_role)
    return people if chosen is None else people.filter(pk__in=chosen)


@transaction.atomic
def create_mandate(
    *,
    course: CoursePage,
    unit: Unit,
    due_at: datetime,
    by: User,
    digital_role: str = "",
    note: str = "",
    chosen: Sequence[int] | None = None,
    need: Need | None = None,
) -> Mandate:
    """Record the decision and promise the enrolments; ``chosen`` limits it to some people of the unit.

    An approved ``need`` that it answers is marked as assigned.
    """
    mandate = Mandate.objects.create(
        course=course,
        unit=unit,
        digital_role=digital_role,
        due_at=due_at,
        note=note,
        created_by=by,
        chosen=list(chosen) if chosen is not None else None,
        need=need,
    )
    if need is not None:
        turn_into_duty(need=need, by=by)
    total = staff_of(unit, digital_role, chosen).count()
    job = enqueue(
        "courses.apply_mandate", {"mandate": mandate.pk, "after": 0, "done": 0, "total": total}, by=by
    )
    Mandate.objects.filter(pk=mandate.pk).update(job=job)
    after = {"course": course.folder_slug, "unit": unit.code, "due_at": due_at.isoformat(), "people": total}
    record("courses.create_mandate", mandate, by=by, after=after)
    return mandate


@transaction.atomic
def apply_batch(*, mandate: Mandate, after: int) -> tuple[int, int]:
    """Enrol the next staff by id; returns the last id (0 when nobody was left) and how many were looked at.

    Safe to run twice: those already enrolled get the earlier due date, who had left comes back to their
    progress, finishers are left in peace.
    """
    people = staff_of(mandate.unit, mandate.digital_role, mandate.chosen).filter(pk__gt=after).order_by("pk")
    ids = list(people.values_list("pk", flat=True)[:BATCH])
    if not ids:
        Mandate.objects.filter(pk=mandate.pk, state=MandateState.APPLYING).update(state=MandateState.ACTIVE)
        return 0, 0
    enrol_into(mandate, ids)
    return ids[-1], len(ids)


def enrol_into(mandate: Mandate, ids: list[int]) -> None:
    """In the caller's transaction; see ``apply_batch`` for what happens to whom."""
    mine = Enrolment.objects.filter(course=mandate.course, user__in=ids)
    newest = {row.user_id: row for row in mine.order_by("cycle")}
    left = [row.pk for row in newest.values() if row.state == EnrolmentState.CANCELLED]
    Enrolment.objects.filter(pk__in=left).update(state=EnrolmentState.ACTIVE, due_at=None)
    later = Q(due_at=None) | Q(due_at__gt=mandate.due_at)
    mine.open().filter(later).update(due_at=mandate.due_at, mandate=mandate, source=EnrolmentSource.MANDATE)
    rows = [
        Enrolment(
            user_id=pk,
            course=mandate.course,
            source=EnrolmentSource.MANDATE,
            mandate=mandate,
            due_at=mandate.due_at,
        )
        for pk in ids
        if pk not in newest
    ]
    Enrolment.objects.bulk_create(rows, ignore_conflicts=True)
    finishers = {pk for pk, row in newest.items() if row.state == EnrolmentState.COMPLETED}
    tell(
        set(ids) - finishers,
        event=f"mandate:{mandate.pk}",
        title=_("Pelatihan baru untuk Anda: %(course)s") % {"course": mandate.course.title},
        body=mandate.note,
        url=mandate.course.own_path(),
    )


@transaction.atomic
def withdraw_mandate(*, mandate: Mandate, by: User) -> None:
    """Take the duty back: those who have not finished keep their place, without a due date."""
    changed = (
        Mandate.objects.exclude(state=MandateState.WITHDRAWN)
        .filter(pk=mandate.pk)
        .update(state=MandateState.WITHDRAWN)
    )
    if changed:
        mandate.enrolments.open().update(due_at=None, mandate=None, source=EnrolmentSource.SELF)
        record("courses.withdraw_mandate", mandate, by=by)
