"""What other rooms tell this one."""

from typing import Any

from django.dispatch import receiver

from certificates.actions.issue import promise
from courses.models import Enrolment
from courses.signals import course_completed


@receiver(course_completed, dispatch_uid="certificates.promise")
def promise_certificate(enrolment: Enrolment, **kwargs: Any) -> None:
    if enrolment.course.certificate_enabled:
        promise(enrolment=enrolment)
