"""Background work of quizzes. Registered when the apps are loaded."""

from datetime import time
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.actions import bank_imports, integrity, statistics
from assessments.actions.attempts import close_overdue
from assessments.actions.corrections import APPLY, CHECK, apply_part, check_correction
from assessments.enums import BankImportState
from assessments.models import BankImport, Correction, QuizPage
from assessments.queries.nightly import differing
from lms.core import jobs
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


@handler(bank_imports.CHECK, label=_("Memeriksa impor soal"), atomic=False)
def check_bank_import(job: Job) -> Result:
    rows = BankImport.objects.select_related("bank")
    row = rows.filter(pk=job.payload["import"], state=BankImportState.CHECKING).first()
    if row is not None:
        bank_imports.check_import(row=row, report=partial(jobs.report, job))
    return None


@handler(bank_imports.APPLY, label=_("Mengimpor soal"), atomic=False)
def apply_bank_import(job: Job) -> Result:
    """In a transaction of its own, which includes the end of the job."""
    rows = BankImport.objects.select_related("bank", "uploaded_by")
    row = rows.filter(pk=job.payload["import"], state=BankImportState.IMPORTING).first()
    if row is not None:
        bank_imports.apply_import(row=row, finish=partial(jobs.finish, job, None))
    return None


@handler("assessments.forget_imports", label=_("Menghapus impor soal lama"))
def forget_bank_imports(job: Job) -> Result:
    return {"imports": bank_imports.forget_old(now=timezone.now())}


every_day("assessments.forget_imports", time(1, 5))


@handler(statistics.KIND, label=_("Menghitung statistik kuis"), atomic=False)
def compute_statistics(job: Job) -> Result:
    quiz = QuizPage.objects.filter(pk=job.payload["quiz"]).first()
    return {"attempts": statistics.compute_statistics(quiz=quiz)} if quiz else None


@handler("assessments.renew_statistics", label=_("Memperbarui statistik kuis"))
def renew_statistics(job: Job) -> Result:
    return {"quizzes": statistics.ask_for_outdated()}


@handler(integrity.KIND, label=_("Membandingkan jawaban kuis"), atomic=False)
def compute_integrity(job: Job) -> Result:
    quiz = QuizPage.objects.filter(pk=job.payload["quiz"]).first()
    return {"attempts": integrity.compute_integrity(quiz=quiz)} if quiz else None


@handler("assessments.forget_integrity", label=_("Menghapus laporan integritas lama"))
def forget_integrity(job: Job) -> Result:
    return {"reports": integrity.forget_reports(now=timezone.now())}


every_day("assessments.forget_integrity", time(1, 0))
every_day("assessments.renew_statistics", time(2, 45))
