from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from certificates.actions.correct import NotCorrectable, correct
from certificates.actions.withdraw import NotWithdrawable, withdraw
from certificates.credentials.keys import NoCredentialKey
from certificates.enums import CertificateState
from certificates.forms import CorrectForm, FilterForm, WithdrawForm
from certificates.models import Certificate
from certificates.queries.listing import certificates_in_charge
from certificates.queries.snapshot import differences
from certificates.rendering import Unprintable, unprintable
from certificates.sealing.keys import NoSeal
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


@needs(Permission.WITHDRAW_CERTIFICATES)
@require_http_methods(["GET", "POST"])
def certificate_correct(request: SignedRequest, pk: int) -> HttpResponse:
    """Another certificate in place of one whose data was wrong; what will differ is seen first."""
    rows = Certificate.objects.in_charge(request.user).filter(
        state=CertificateState.ISSUED, forgotten_at=None
    )
    certificate = get_object_or_404(rows.select_related("user", "enrolment__course__field"), pk=pk)
    form = CorrectForm(*posted(request))
    if request.method == "POST" and form.is_valid() and _correct(request, certificate, form):
        return redirect("certificates_all")
    context = {"certificate": certificate, "form": form, "differences": differences(certificate)}
    refused = request.method == "POST"
    return render(request, "certificates/correct.html", context, status=422 if refused else 200)


def _correct(request: SignedRequest, certificate: Certificate, form: CorrectForm) -> bool:
    reason, now = form.cleaned_data["reason"], timezone.now()
    try:
        new = correct(certificate=certificate, reason=reason, by=request.user, now=now)
    except NotCorrectable:
        messages.warning(request, _("Sertifikat %(number)s tidak berlaku lagi.") % {"number": certificate})
        return True
    except Unprintable as error:
        form.add_error(None, unprintable(error))
        return False
    except (NoSeal, NoCredentialKey) as error:
        why = _("Kunci tidak dapat dipakai (%(why)s). Beri tahu operator.") % {"why": error}
        form.add_error(None, why)
        return False
    messages.success(request, _("Sertifikat %(number)s terbit sebagai pengganti.") % {"number": new})
    return True
