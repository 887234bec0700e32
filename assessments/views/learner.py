"""A learner's quiz, page by page: everything here works without JavaScript."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments import rules
from assessments.actions.attempts import CannotStart, start, submit
from assessments.enums import AttemptState
from assessments.models import AnswerStep, Attempt
from assessments.queries.attempt_page import attempt_page
from assessments.queries.quiz_page import quiz_view
from assessments.queries.result_page import result_page
from assessments.queries.seats import own_attempt, own_enrolment, quiz_in
from assessments.receipts import Receipt
from courses.actions.progress import open_activity
from lms.core.pagination import page_of
from lms.people.access import SignedRequest

CODE_LIMIT = 100


@login_required
@never_cache
@require_GET
def quiz(request: SignedRequest, course_id: int, quiz_id: int) -> HttpResponse:
    enrolment = own_enrolment(request.user, course_id)
    view = quiz_view(enrolment, quiz_in(enrolment, quiz_id), timezone.now())
    return render(request, "assessments/quiz.html", {"view": view, "course": enrolment.course})


@login_required
@require_POST
def attempt_start(request: SignedRequest, course_id: int, quiz_id: int) -> HttpResponse:
    enrolment = own_enrolment(request.user, course_id)
    page = quiz_in(enrolment, quiz_id)
    now = timezone.now()
    try:
        code = request.POST.get("kode", "")[:CODE_LIMIT]
        attempt = start(enrolment=enrolment, quiz=page, by=request.user, now=now, code=code)
    except CannotStart as reason:
        messages.warning(request, str(reason))
        return redirect("quiz", course_id, quiz_id)
    open_activity(enrolment=enrolment, activity_id=page.pk, now=now)
    return redirect("attempt", attempt.pk)


def ended(request: SignedRequest, attempt: Attempt) -> HttpResponse | None:
    """Where to go when an attempt is no longer open; one whose time is over is graded on the way."""
    if attempt.state == AttemptState.OPEN and rules.is_over(attempt.deadline_at, timezone.now()):
        attempt = submit(attempt=attempt, by=None, now=timezone.now())
        messages.info(request, _("Waktu habis. Semua jawaban yang sudah tersimpan telah dinilai."))
    return None if attempt.state == AttemptState.OPEN else redirect("attempt_result", attempt.pk)


@login_required
@never_cache
@require_GET
def attempt_check(request: SignedRequest, attempt_id: int) -> HttpResponse:
    attempt = own_attempt(request.user, attempt_id)
    over = ended(request, attempt)
    if over:
        return over
    page = attempt_page(attempt, None, timezone.now())
    return render(request, "assessments/check.html", {"attempt": attempt, "page": page})


@login_required
@require_http_methods(["GET", "POST"])
def attempt_submit(request: SignedRequest, attempt_id: int) -> HttpResponse:
    """Whoever had to sign in again on the way comes back by GET, and presses the button once more."""
    attempt = own_attempt(request.user, attempt_id)
    if request.method == "GET":
        return redirect("attempt_check", attempt.pk)
    submit(attempt=attempt, by=request.user, now=timezone.now())
    return redirect("attempt_result", attempt.pk)


@login_required
@never_cache
@require_GET
def attempt_result(request: SignedRequest, attempt_id: int) -> HttpResponse:
    attempt = own_attempt(request.user, attempt_id)
    if attempt.state == AttemptState.OPEN and ended(request, attempt) is None:
        return redirect("attempt", attempt.pk)
    if attempt.state == AttemptState.OPEN:  # closed on the way
        attempt = own_attempt(request.user, attempt_id)
    if attempt.state == AttemptState.WAITING:
        return render(request, "assessments/result_waiting.html", {"attempt": attempt})
    return render(
        request,
        "assessments/result.html",
        {"result": result_page(attempt, timezone.now()), "attempt": attempt},
    )


@login_required
@never_cache
@require_GET
def attempt_receipts(request: SignedRequest, attempt_id: int) -> HttpResponse:
    """What the server has acknowledged, with the receipt of each answer: the learner's own proof."""
    attempt = own_attempt(request.user, attempt_id)
    page = page_of(
        request, AnswerStep.objects.filter(slot__attempt=attempt).select_related("slot").order_by("pk")
    )
    context = {"attempt": attempt, "page": page, "rows": [Receipt.of(step, attempt.pk) for step in page]}
    return render(request, "assessments/receipts.html", context)
