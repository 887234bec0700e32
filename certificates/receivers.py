"""What other rooms tell this one."""

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from assessments import credentials
from certificates.actions.issue import promise
from certificates.enums import CertificateState
from certificates.models import Certificate
from courses.models import Enrolment
from courses.signals import course_completed

CHUNK = 500  # ids in one statement


@receiver(course_completed, dispatch_uid="certificates.promise")
def promise_certificate(enrolment: Enrolment, **kwargs: Any) -> None:
    if enrolment.course.certificate_enabled:
        promise(enrolment=enrolment)


def standing(enrolment_ids: Sequence[int]) -> int:
    rows = Certificate.objects.filter(state=CertificateState.ISSUED)
    return sum(
        rows.filter(enrolment__in=enrolment_ids[at : at + CHUNK]).count()
        for at in range(0, len(enrolment_ids), CHUNK)
    )


credentials.register(standing)
