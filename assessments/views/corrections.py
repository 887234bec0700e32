"""A lecturer lets a corrected question count for attempts that have ended: ask, look at what would change, decide."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from assessments.actions.corrections import apply_correction, ask_correction, cancel_correction
from assessments.enums import BankRight
from assessments.models import Correction
from assessments.queries.banks import question_for, questions_of
from lms.people.access import SignedRequest, needs
from lms.people.models import User
from lms.people.permissions import Permission

REASON_LIMIT = 500
RUNNING = {"checking", "applying"}


def corrections_of(user: User) -> "QuerySet[Correction]":
    """Those of banks that the person manages: a correction reaches the quizzes of everybody who draws from one."""
    rows = Correction.objects.filter(question__in=questions_of(user, BankRight.MANAGE))
    return rows.select_related("question__bank__course", "version", "asked_by", "applied_by", "job")


@needs(Permission.WRITE_COURSES)
@require_POST
def correction_ask(request: SignedRequest, question_id: int) -> HttpResponse:
    question = question_for(request.user, question_id, BankRight.MANAGE)
    return redirect("correction", ask_correction(question=question, by=request.user).pk)


@needs(Permission.WRITE_COURSES)
@require_GET
def correction(request: SignedRequest, correction_id: int) -> HttpResponse:
    row = get_object_or_404(corrections_of(request.user), pk=correction_id)
    return _page(request, row)


def _page(request: SignedRequest, row: Correction, fault: str = "") -> HttpResponse:
    context = {"row": row, "report": row.report, "running": row.state in RUNNING, "fault": fault}
    return render(request, "assessments/correction.html", context, status=422 if fault else 200)


@needs(Permission.WRITE_COURSES)
@require_POST
def correction_apply(request: SignedRequest, correction_id: int) -> HttpResponse:
    row = get_object_or_404(corrections_of(request.user), pk=correction_id)
    reason = request.POST.get("alasan", "").replace("\x00", "").strip()[:REASON_LIMIT]
    if not reason:
        return _page(request, row, _("Tulis alasannya. Peserta yang nilainya berubah membacanya."))
    if not apply_correction(correction=row, reason=reason, by=request.user, now=timezone.now()):
        messages.warning(request, _("Koreksi ini tidak (lagi) menunggu keputusan."))
    return redirect("correction", row.pk)


@needs(Permission.WRITE_COURSES)
@require_POST
def correction_cancel(request: SignedRequest, correction_id: int) -> HttpResponse:
    row = get_object_or_404(corrections_of(request.user), pk=correction_id)
    if cancel_correction(correction=row):
        messages.success(request, _("Koreksi dibatalkan. Tidak ada nilai yang berubah."))
    return redirect("question_edit", row.question_id)
