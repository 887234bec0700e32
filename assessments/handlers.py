"""Background work of quizzes. Registered when the apps are loaded."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.actions.attempts import close_overdue
from lms.core.jobs import Result, handler
from lms.core.models import Job


@handler("assessments.close_attempt", label=_("Menutup percobaan kuis yang habis waktunya"))
def close_attempt(job: Job) -> Result:
    return {"closed": close_overdue(attempt_id=job.payload["attempt"], now=timezone.now())}
