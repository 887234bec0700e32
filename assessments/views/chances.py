"""HR gives exceptions; the operator gives back the time of an outage."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.actions.exceptions import give_exception, take_exception_back
from assessments.actions.outages import credit_outage, touched_by
from assessments.forms.chances import ExceptionForm, OutageForm
from assessments.models import Outage, QuizException, QuizPage
from lms.core.pagination import page_of
from lms.people.access import SignedRequest, needs
from lms.people.models import User
from lms.people.permissions import Permission


@needs(Permission.ASSIGN_TRAINING)
@require_http_methods(["GET", "POST"])
def quiz_exceptions(request: SignedRequest, quiz_id: int) -> HttpResponse:
    quiz = get_object_or_404(QuizPage, pk=quiz_id)
    people = User.objects.visible_to(request.user)
    form = ExceptionForm(request.POST or None, quiz=quiz, people=people)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        extra = data.pop("extra_attempts") or 0
        give_exception(quiz=quiz, user=data.pop("who"), extra_attempts=extra, by=request.user, **data)
        messages.success(request, _("Pengecualian berlaku mulai sekarang."))
        return redirect("quiz_exceptions", quiz.pk)
    rows = (
        QuizException.objects.filter(quiz=quiz, user__in=people).select_related("user", "by").order_by("-pk")
    )
    context = {"quiz": quiz, "form": form, "page": page_of(request, rows)}
    status = 422 if request.method == "POST" else 200
    return render(request, "assessments/exceptions.html", context, status=status)


@needs(Permission.ASSIGN_TRAINING)
@require_POST
def exception_take_back(request: SignedRequest, exception_id: int) -> HttpResponse:
    rows = QuizException.objects.filter(user__in=User.objects.visible_to(request.user))
    row = get_object_or_404(rows, pk=exception_id)
    take_exception_back(row=row, by=request.user)
    messages.success(request, _("Pengecualian dicabut."))
    return redirect("quiz_exceptions", row.quiz_id)


@needs(Permission.RETRY_JOBS)
@require_http_methods(["GET", "POST"])
def outages(request: SignedRequest) -> HttpResponse:
    """First whom it touches, then, with the second button, the credit."""
    form = OutageForm(request.POST or None)
    touched = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        touched = touched_by(data["started_at"], data["ended_at"])
        if "terapkan" in request.POST:
            row = credit_outage(by=request.user, now=timezone.now(), **data)
            counts = {"extended": row.extended, "granted": row.granted}
            messages.success(
                request,
                _("%(extended)s percobaan diperpanjang, %(granted)s kesempatan dikembalikan.") % counts,
            )
            return redirect("outages")
    rows = Outage.objects.select_related("by").order_by("-pk")
    context = {"form": form, "touched": touched, "page": page_of(request, rows)}
    refused = request.method == "POST" and touched is None
    return render(request, "assessments/outages.html", context, status=422 if refused else 200)
