"""A passed placement test proves what the course teaches, without the course."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.actions.mandates import release
from courses.actions.proving import prove_taught
from courses.models import Enrolment
from courses.queries.audience import placement_reference
from lms.core.notices import tell
from lms.skills.enums import EvidenceSource


@transaction.atomic
def credit_placement(*, enrolment: Enrolment, attempt: int, now: datetime) -> None:
    """Evidence as strong and as lasting as that of the course; no JP and no certificate, for nothing was studied.

    A duty to take the course is done by it.
    """
    course, day = enrolment.course, timezone.localtime(now).date()
    reference = f"{placement_reference(course)}{attempt}"
    if not prove_taught(enrolment=enrolment, source=EvidenceSource.PLACEMENT, reference=reference, day=day):
        return
    if enrolment.mandate is not None:
        release(enrolment.mandate, [enrolment], _("Anda lulus uji penempatan."))
    tell(
        [enrolment.user_id],
        event=f"placement:{attempt}",
        title=_("Kompetensi Anda diakui: %(course)s") % {"course": course.title},
        body=_("Anda lulus uji penempatan, jadi pelatihan ini tidak wajib lagi bagi Anda."),
        url=course.own_path(),
    )
