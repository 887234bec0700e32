from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.enums import Waits
from assessments.models import Attempt, AttemptSlot
from lms.core.notices import tell


@transaction.atomic
def wait_for_markers(*, attempt: Attempt, slots: Collection[int], now: datetime) -> None:
    """Put answers before those who mark them, and tell the lecturers of the course, once a day for each quiz."""
    AttemptSlot.objects.filter(pk__in=slots).update(waits_for=Waits.MARKER)
    lecturers = attempt.enrolment.course.lecturers.values_list("pk", flat=True)
    tell(
        lecturers,
        event=f"to-mark:{attempt.quiz_id}:{timezone.localdate(now)}",
        title=_("Ada jawaban %(quiz)s yang menunggu penilaian Anda") % {"quiz": attempt.quiz.title},
        url=reverse("marking"),
    )
