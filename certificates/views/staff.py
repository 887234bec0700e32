from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from certificates.actions.withdraw import NotWithdrawable, withdraw
from certificates.enums import CertificateState
from certificates.forms import FilterForm, WithdrawForm
from certificates.models import Certificate
from certificates.queries.listing import certificates_in_charge
from lms.core.pagination import page_of
from lms.people.access import SignedRequest, needs, posted
from lms.people.permissions import Permission


@needs(Permission.WITHDRAW_CERTIFICATES)
@require_GET
def certificates_all(request: SignedRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    form.is_valid()
    rows = certificates_in_charge(
        request.user,
        search=form.cleaned_data.get("cari", ""),
        state=form.cleaned_data.get("keadaan", ""),
    )
    return render(request, "certificates/all.html", {"form": form, "page": page_of(request, rows)})


@needs(Permission.WITHDRAW_CERTIFICATES)
@require_http_methods(["GET", "POST"])
def certificate_withdraw(request: SignedRequest, pk: int) -> HttpResponse:
    rows = Certificate.objects.in_charge(request.user).exclude(state=CertificateState.PENDING)
    certificate = get_object_or_404(rows.select_related("user"), pk=pk)
    form = WithdrawForm(*posted(request))
    if request.method == "POST" and form.is_valid():
        _withdraw(request, certificate, form.cleaned_data["reason"])
        return redirect("certificates_all")
    return render(request, "certificates/withdraw.html", {"certificate": certificate, "form": form})


def _withdraw(request: SignedRequest, certificate: Certificate, reason: str) -> None:
    try:
        withdraw(certificate=certificate, reason=reason, by=request.user)
    except NotWithdrawable:
        messages.warning(request, _("Sertifikat %(number)s sudah dicabut.") % {"number": certificate})
    else:
        messages.success(request, _("Sertifikat %(number)s dicabut.") % {"number": certificate})
