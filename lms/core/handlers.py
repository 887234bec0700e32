"""Background work of the core: the daily digest."""

from datetime import time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core import digest, retention, schedule
from lms.core.jobs import More, Result, handler
from lms.core.models import Job


@handler("core.plan_digests", label=_("Menyusun ringkasan harian"))
def plan_digests(job: Job) -> Result:
    return {"mails": digest.plan(day=job.key or "")}


@handler("core.send_digest", label=_("Mengirim ringkasan harian"))
def send_digest(job: Job) -> Result:
    return {"notices": digest.send(user_id=job.payload["user"])}


@handler("core.forget_old", label=_("Menghapus pemberitahuan dan pekerjaan lama"))
def forget_old(job: Job) -> More | Result:
    done = job.payload.get("done", 0)
    if count := retention.forget_some(timezone.now()):
        return More(done + count, 0, {"done": done + count})
    return {"rows": done}


schedule.every_day("core.forget_old", after=time(1, 30))
schedule.every_day("core.plan_digests", after=time(7, 0))
