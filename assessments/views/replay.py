"""One attempt for those who answer for it: its steps, late answers, and the journal of its grade."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from assessments.actions.late import NotCountable, count_late
from assessments.models import Attempt, LateAnswer
from assessments.queries.replay import replay
from assessments.queries.scope import results_for, written_by
from lms.people.access import SignedRequest, needs
from lms.people.models import User
from lms.people.permissions import Permission

REASON_LIMIT, CODE_LIMIT = 500, 40


def attempts_of(user: User) -> "QuerySet[Attempt]":
    """Attempts of courses whose results the person may read."""
    rows = Attempt.objects.filter(enrolment__course__in=results_for(user))
    return rows.select_related("quiz", "enrolment__course", "user")


@needs(Permission.WRITE_COURSES, Permission.VIEW_LEARNING_RESULTS)
@never_cache
@require_GET
def attempt_replay(request: SignedRequest, attempt_id: int) -> HttpResponse:
    attempt = get_object_or_404(attempts_of(request.user), pk=attempt_id)
    context = {
        "attempt": attempt,
        "replay": replay(attempt, request.GET.get("tanda", "")[:CODE_LIMIT]),
        "named": User.objects.visible_to(request.user).filter(pk=attempt.user_id).exists(),
        "may_decide": written_by(request.user).filter(pk=attempt.enrolment.course_id).exists(),
    }
    return render(request, "assessments/replay.html", context)


@needs(Permission.WRITE_COURSES)
@require_POST
def late_count(request: SignedRequest, late_id: int) -> HttpResponse:
    rows = LateAnswer.objects.filter(slot__attempt__enrolment__course__in=written_by(request.user))
    row = get_object_or_404(rows.select_related("slot"), pk=late_id)
    reason = request.POST.get("alasan", "").replace("\x00", "").strip()[:REASON_LIMIT]
    try:
        count_late(late=row, reason=reason, by=request.user, now=timezone.now())
    except NotCountable:
        messages.error(request, _("Tulis alasannya, lalu coba lagi."))
    else:
        messages.success(request, _("Jawaban itu kini ikut dinilai."))
    return redirect("attempt_replay", row.slot.attempt_id)
