"""Background work of the core: the daily digest."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from lms.core import digest, schedule
from lms.core.jobs import Result, handler
from lms.core.models import Job


@handler("core.plan_digests", label=_("Menyusun ringkasan harian"))
def plan_digests(job: Job) -> Result:
    return {"mails": digest.plan(day=job.key or "")}


@handler("core.send_digest", label=_("Mengirim ringkasan harian"))
def send_digest(job: Job) -> Result:
    return {"notices": digest.send(user_id=job.payload["user"])}


schedule.every_day("core.plan_digests", after=time(7, 0))
