"""Flags of one quiz with the names behind them, for those who keep the whole city; each look is on record."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from assessments.actions.integrity import KEPT, ask_for_integrity, record_look
from assessments.models import IntegrityReport, QuizPage
from assessments.queries.integrity import flags_of
from assessments.queries.scope import BELOW_COURSE
from courses.models import CoursePage
from lms.people.access import SignedRequest, must_cover_city, needs
from lms.people.permissions import Permission


@needs(Permission.VIEW_INTEGRITY)
@require_GET
@transaction.atomic
def integrity(request: SignedRequest, quiz_id: int) -> HttpResponse:
    must_cover_city(request.user, Permission.VIEW_INTEGRITY)
    quiz = get_object_or_404(QuizPage, pk=quiz_id)
    course = get_object_or_404(CoursePage, path=quiz.path[:-BELOW_COURSE])
    report = IntegrityReport.objects.select_related("job").filter(quiz=quiz).first()
    context: dict[str, Any] = {
        "quiz": quiz,
        "course": course,
        "report": report,
        "promise": report.job if report and report.job and not report.job.done_at else None,
        "days": KEPT.days,
    }
    if report and report.computed_at:
        context |= {kind: flags_of(report, kind, request.user) for kind in ("similar", "quick")}
        record_look(quiz=quiz, flags=len(context["similar"]) + len(context["quick"]), by=request.user)
    return render(request, "assessments/integrity.html", context)


@needs(Permission.VIEW_INTEGRITY)
@require_POST
def integrity_ask(request: SignedRequest, quiz_id: int) -> HttpResponse:
    must_cover_city(request.user, Permission.VIEW_INTEGRITY)
    quiz = get_object_or_404(QuizPage, pk=quiz_id)
    ask_for_integrity(quiz=quiz, by=request.user)
    messages.info(request, _("Jawaban sedang dibandingkan. Anda boleh menutup halaman ini."))
    return redirect("integrity", quiz.pk)
