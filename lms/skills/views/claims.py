"""Certificates from elsewhere: what one hands in oneself, and what HR decides about."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lms.core.pagination import page_of
from lms.core.refusals import done
from lms.people.access import SignedRequest, needs, posted
from lms.people.permissions import Permission
from lms.skills.actions import claims as actions
from lms.skills.forms.claims import ClaimFilterForm, ClaimForm, RefusalForm
from lms.skills.models import Claim
from lms.skills.queries.claims import claims_in_charge
from lms.skills.views.proof_files import proof_file


@login_required
@require_GET
def my_claims(request: SignedRequest) -> HttpResponse:
    rows = Claim.objects.filter(user=request.user).prefetch_related("skills__skill")
    return render(request, "skills/my_claims.html", {"page": page_of(request, rows)})


@login_required
@require_http_methods(["GET", "POST"])
def claim_new(request: SignedRequest) -> HttpResponse:
    form = ClaimForm(*posted(request), user=request.user)
    if request.method == "POST" and form.is_valid() and _handed_in(request, form):
        messages.success(
            request, _("Sertifikat Anda diajukan. BKPSDM memeriksanya; Anda mendapat pemberitahuan.")
        )
        return redirect("my_claims")
    return render(request, "skills/claim_new.html", {"form": form}, status=422 if form.errors else 200)


def _handed_in(request: SignedRequest, form: ClaimForm) -> bool:
    proof = form.cleaned_data["file"]
    try:
        actions.hand_in(
            user=request.user,
            facts=form.facts,
            levels=form.levels,
            file=proof.file,
            kind=proof.kind,
            sha256=proof.sha256,
        )
    except actions.ClaimRefused as reason:
        form.add_error("file", str(reason))
        return False
    return True


@login_required
@require_POST
def claim_take_back(request: SignedRequest, pk: int) -> HttpResponse:
    claim = get_object_or_404(Claim, pk=pk, user=request.user)
    if _done(request, lambda: actions.take_back(claim=claim)):
        messages.success(request, _("Pengajuan ditarik kembali dan berkasnya dihapus."))
    return redirect("my_claims")


@login_required
@require_GET
def claim_file(request: SignedRequest, pk: int) -> FileResponse:
    """The proof itself, for its holder and whoever decides."""
    mine = Q(user=request.user.pk)
    decided = Q(pk__in=Claim.objects.in_charge(request.user).filter(pk=pk).values("pk"))
    allowed = mine | decided if request.user.can(Permission.CHECK_EVIDENCE) else mine
    claim = get_object_or_404(Claim.objects.filter(allowed).exclude(file=""), pk=pk)
    return proof_file(claim.file, f"bukti-{claim.pk}", claim.file_kind)


@needs(Permission.CHECK_EVIDENCE)
@require_GET
def claims(request: SignedRequest) -> HttpResponse:
    form = ClaimFilterForm(request.GET)
    form.is_valid()
    rows = claims_in_charge(
        request.user, search=form.cleaned_data.get("cari", ""), state=form.cleaned_data.get("keadaan", "")
    )
    return render(request, "skills/claims.html", {"form": form, "page": page_of(request, rows)})


@needs(Permission.CHECK_EVIDENCE)
@require_GET
def claim(request: SignedRequest, pk: int) -> HttpResponse:
    return _claim_page(request, _in_charge(request, pk), RefusalForm())


def _in_charge(request: SignedRequest, pk: int) -> Claim:
    rows = Claim.objects.in_charge(request.user).select_related("user", "checked_by", "decided_by")
    return get_object_or_404(rows, pk=pk)


def _claim_page(request: SignedRequest, row: Claim, form: RefusalForm) -> HttpResponse:
    context = {
        "claim": row,
        "skills": row.skills.select_related("skill__field"),
        "form": form,
        "may_approve": row.state == "checked" and row.checked_by_id != request.user.pk,
    }
    return render(request, "skills/claim.html", context, status=422 if form.errors else 200)


@needs(Permission.CHECK_EVIDENCE)
@require_POST
def claim_check(request: SignedRequest, pk: int) -> HttpResponse:
    row = _in_charge(request, pk)
    if _done(request, lambda: actions.check(claim=row, by=request.user)):
        messages.success(request, _("Pemeriksaan dicatat. Sekarang satu orang lain perlu menyetujuinya."))
    return redirect("claim", pk)


@needs(Permission.CHECK_EVIDENCE)
@require_POST
def claim_approve(request: SignedRequest, pk: int) -> HttpResponse:
    row = _in_charge(request, pk)
    if not _done(request, lambda: actions.approve(claim=row, by=request.user)):
        return redirect("claim", pk)
    messages.success(request, _("Disetujui. Kompetensinya langsung dihitung di peta cakupan."))
    return redirect("claims")


@needs(Permission.CHECK_EVIDENCE)
@require_POST
def claim_refuse(request: SignedRequest, pk: int) -> HttpResponse:
    row, form = _in_charge(request, pk), RefusalForm(request.POST)
    if not form.is_valid():
        return _claim_page(request, row, form)
    reason = form.cleaned_data["reason"]
    if not _done(request, lambda: actions.refuse(claim=row, reason=reason, by=request.user)):
        return redirect("claim", pk)
    messages.success(request, _("Ditolak. Pegawai mendapat pemberitahuan dengan alasannya."))
    return redirect("claims")


def _done(request: SignedRequest, act: Callable[[], object]) -> bool:
    return done(request, act, actions.ClaimRefused)
