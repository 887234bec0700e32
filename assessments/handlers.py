"""Background work of quizzes. Registered when the apps are loaded."""

from datetime import time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.actions.attempts import close_overdue
from assessments.actions.corrections import APPLY, CHECK, apply_part, check_correction
from assessments.models import Correction
from assessments.queries.nightly import differing
from lms.core.jobs import More, Refused, Result, handler
from lms.core.models import Job
from lms.core.schedule import every_day


@handler("assessments.close_attempt", label=_("Menutup percobaan kuis yang habis waktunya"))
def close_attempt(job: Job) -> Result:
    return {"closed": close_overdue(attempt_id=job.payload["attempt"], now=timezone.now())}


@handler(CHECK, label=_("Menghitung akibat koreksi soal"))
def check(job: Job) -> Result:
    correction = Correction.objects.select_related("question", "version").get(pk=job.payload["correction"])
    check_correction(correction=correction)
    return {"correction": correction.pk}


@handler(APPLY, label=_("Menerapkan koreksi soal"))
def apply(job: Job) -> More | Result:
    rows = Correction.objects.select_related("question", "version", "applied_by")
    return apply_part(correction=rows.get(pk=job.payload["correction"]), payload=job.payload)


@handler("assessments.verify_attempts", label=_("Menilai ulang percobaan kuis"), atomic=False)
def verify_attempts(job: Job) -> Result:
    """Invariant I3, every night: what changed lately, and a part of all the rest so that a month sees everything."""
    count, wrong = differing(timezone.now())
    if wrong:
        text = _("%(n)s percobaan berbeda dari hasil nilai ulang: %(first)s")
        raise Refused(text % {"n": len(wrong), "first": ", ".join(map(str, wrong[:20]))})
    return {"attempts": count}


every_day("assessments.verify_attempts", time(3, 15))
