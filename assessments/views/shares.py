"""Who may use, write or manage a bank besides those who teach its course."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.actions.shares import share_bank, unshare_bank
from assessments.enums import BankRight
from assessments.forms.shares import ShareForm
from assessments.queries.banks import bank_for
from lms.core.pagination import page_of
from lms.people.access import SignedRequest, needs, posted
from lms.people.permissions import Permission


@needs(Permission.WRITE_COURSES)
@require_http_methods(["GET", "POST"])
def bank_shares(request: SignedRequest, bank_id: int) -> HttpResponse:
    bank = bank_for(request.user, bank_id, BankRight.MANAGE)
    form = ShareForm(posted(request)[0], bank=bank)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        share_bank(bank=bank, user=data["who"], course=data["course"], right=data["right"], by=request.user)
        messages.success(request, _("Hak diberikan."))
        return redirect("bank_shares", bank.pk)
    page = page_of(request, bank.shares.select_related("user", "course"))
    context = {"bank": bank, "form": form, "page": page, "lecturers": bank.course.lecturers.all()}
    return render(request, "assessments/bank_shares.html", context, status=422 if form.errors else 200)


@needs(Permission.WRITE_COURSES)
@require_POST
def bank_unshare(request: SignedRequest, bank_id: int, share_id: int) -> HttpResponse:
    bank = bank_for(request.user, bank_id, BankRight.MANAGE)
    unshare_bank(share=get_object_or_404(bank.shares, pk=share_id), by=request.user)
    messages.success(request, _("Hak dicabut."))
    return redirect("bank_shares", bank.pk)
