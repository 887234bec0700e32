"""Learning moves forward here and nowhere else: the server decides what counts."""

from datetime import datetime
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.actions.credits import credit_jp
from courses.actions.proving import prove_taught
from courses.enums import EnrolmentState
from courses.models import ActivityProgress, Enrolment, Note
from courses.models.enrolment import PROOF
from courses.queries.outline import outline_of
from courses.rules import is_complete
from courses.signals import course_completed
from lms.core.notices import tell
from lms.core.prepared import Prepared
from lms.skills.enums import EvidenceSource

ROW = Prepared(
    lambda enrolment, activity: ActivityProgress.objects.filter(
        enrolment=enrolment, activity=activity
    ).order_by()
)
HELD = Prepared(
    lambda pk: Enrolment.objects.select_for_update().filter(pk=pk).order_by().values_list("pk", flat=True)
)
DONE = Prepared(
    lambda enrolment: (
        ActivityProgress.objects.filter(enrolment=enrolment, completed_at__isnull=False)
        .order_by()
        .values_list("activity_id", flat=True)
    )
)


class Lesson(Protocol):
    """A lesson page, or what is kept of it between two editions."""

    @property
    def pk(self) -> Any: ...

    @property
    def check_ids(self) -> list[str]: ...


class ChecksOpen(Exception):
    """The lesson still has check-yourself questions without an answer; ``count`` says how many."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


@transaction.atomic
def open_activity(*, enrolment: Enrolment, activity_id: int, now: datetime) -> ActivityProgress:
    """Remember where the learner is, so that any device can go on from there."""
    row = opened(enrolment=enrolment, activity_id=activity_id, now=now)
    Enrolment.objects.filter(pk=enrolment.pk).update(last_activity_id=activity_id, last_seen_at=now)
    return row


def opened(*, enrolment: Enrolment, activity_id: int, now: datetime) -> ActivityProgress:
    """The learner's row of an activity; two first visits at once make one row."""
    row = ROW.one(enrolment=enrolment.pk, activity=activity_id)
    return (
        row
        or ActivityProgress.objects.get_or_create(
            enrolment=enrolment, activity_id=activity_id, defaults={"opened_at": now}
        )[0]
    )


@transaction.atomic
def answer_check(*, enrolment: Enrolment, lesson: Lesson, block_id: str, chosen: list[int]) -> None:
    """Keep the learner's choice in one check-yourself question; a later choice replaces it."""
    row, _created = ActivityProgress.objects.get_or_create(enrolment=enrolment, activity_id=lesson.pk)
    row = ActivityProgress.objects.select_for_update().get(pk=row.pk)
    row.answers[block_id] = sorted(set(chosen))
    row.save(update_fields=["answers"])


@transaction.atomic
def finish_lesson(*, enrolment: Enrolment, lesson: Lesson, now: datetime) -> bool:
    """Complete a lesson; True when that completed the course. Raises ``ChecksOpen``."""
    row = ActivityProgress.objects.filter(enrolment=enrolment, activity_id=lesson.pk).first()
    answered = row.answers if row else {}
    missing = [block_id for block_id in lesson.check_ids if block_id not in answered]
    if missing:
        raise ChecksOpen(len(missing))
    return complete_activity(enrolment=enrolment, activity_id=lesson.pk, now=now)


@transaction.atomic
def complete_activity(*, enrolment: Enrolment, activity_id: int, now: datetime | None = None) -> bool:
    """Mark a lesson or quiz as done, once; True when that completed the course.

    The enrolment is held meanwhile: of two last activities finished at once, one must see the other.
    """
    now = now or timezone.now()
    HELD(pk=enrolment.pk)
    row = opened(enrolment=enrolment, activity_id=activity_id, now=now)
    if row.completed_at is None:
        ActivityProgress.objects.filter(pk=row.pk, completed_at=None).update(completed_at=now)
    return complete_if_due(enrolment=enrolment, now=now)


def complete_if_due(*, enrolment: Enrolment, now: datetime) -> bool:
    """Complete the enrolment when its course's rule is met.

    One transaction (invariant I4): 1. the conditional update lets one caller through; 2. JP; 3. evidence with
    its validity; 4. the signal, on which the certificate is promised; 5. the notice.
    """
    course = enrolment.course
    required = [activity.pk for activity in outline_of(course).required]
    done = set(DONE(enrolment=enrolment.pk))
    if not is_complete(required, done):
        return False
    with transaction.atomic():
        won = Enrolment.objects.filter(pk=enrolment.pk, state=EnrolmentState.ACTIVE).update(
            state=EnrolmentState.COMPLETED, completed_at=now
        )
        if not won:
            return False
        enrolment.refresh_from_db(fields=["state", "completed_at"])
        credit_jp(enrolment=enrolment)
        _record_skills(enrolment)
        course_completed.send(sender=Enrolment, enrolment=enrolment)
        tell(
            [enrolment.user_id],
            event=f"completed:{enrolment.pk}",
            title=_("Anda menyelesaikan %(course)s") % {"course": course.title},
            url=course.own_path(),
        )
    return True


def _record_skills(enrolment: Enrolment) -> None:
    day = timezone.localtime(enrolment.completed_at).date()
    prove_taught(
        enrolment=enrolment, source=EvidenceSource.COURSE, reference=f"{PROOF}{enrolment.pk}", day=day
    )


def save_note(*, enrolment: Enrolment, activity_id: int, text: str) -> None:
    """Keep the learner's own note; an empty one is removed."""
    text = text.replace("\0", "")  # PostgreSQL keeps no NUL
    if text.strip():
        Note.objects.update_or_create(enrolment=enrolment, activity_id=activity_id, defaults={"text": text})
    else:
        Note.objects.filter(enrolment=enrolment, activity_id=activity_id).delete()
