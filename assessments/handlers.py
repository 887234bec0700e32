"""Background work of quizzes. Registered when the apps are loaded."""

from datetime import time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.actions import integrity, statistics
from assessments.actions.attempts import close_overdue
from assessments.models import QuizPage
from lms.core.jobs import Result, handler
from lms.core.models import Job
from lms.core.schedule import every_day


@handler("assessments.close_attempt", label=_("Menutup percobaan kuis yang habis waktunya"))
def close_attempt(job: Job) -> Result:
    return {"closed": close_overdue(attempt_id=job.payload["attempt"], now=timezone.now())}


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
