from django.db import transaction

from lms.audit.log import record
from lms.core import jobs
from lms.core.enums import JobState
from lms.core.models import Job
from lms.people.models import User


@transaction.atomic
def retry_job(*, job: Job, by: User) -> bool:
    """Give a failed or dead job a fresh start; False when it is done, running or waiting anyway."""
    before = {"state": job.state.value, "reason": jobs.masked(job.reason)[:200]}
    if not jobs.retry(job):
        return False
    record("core.retry_job", job, by=by, before=before, after={"state": JobState.WAITING.value})
    return True
