"""Certificates on their way into the records of BKN: a pack, uploaded by a person, then marked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from certificates.actions.siasn import mark_uploaded
from certificates.models import Certificate
from lms.core.models import Job
from lms.core.pagination import page_of
from lms.dashboards.actions.exports import SIASN, request_export
from lms.people.access import SignedRequest, needs
from lms.people.permissions import Permission


@needs(Permission.WITHDRAW_CERTIFICATES)
@require_GET
def siasn(request: SignedRequest) -> HttpResponse:
    packs = Job.objects.filter(kind=SIASN, created_by=request.user).order_by("-pk")
    context = {
        "waiting": Certificate.objects.for_siasn(request.user).count(),
        "uploaded": Certificate.objects.in_charge(request.user).exclude(siasn_at=None).count(),
        "page": page_of(request, packs),
    }
    return render(request, "dashboards/siasn.html", context)


@needs(Permission.WITHDRAW_CERTIFICATES)
@require_POST
def siasn_pack(request: SignedRequest) -> HttpResponse:
    return redirect("export", request_export(SIASN, by=request.user).pk)


@needs(Permission.WITHDRAW_CERTIFICATES)
@require_POST
def siasn_uploaded(request: SignedRequest, pk: int) -> HttpResponse:
    """What was in a pack of one's own stands in SIASN now."""
    packs = Job.objects.filter(kind=SIASN, created_by=request.user).exclude(done_at=None)
    ids = (get_object_or_404(packs, pk=pk).result or {}).get("certificates", [])
    count = mark_uploaded(ids=ids, by=request.user, now=timezone.now())
    text = ngettext(
        "%(n)s sertifikat ditandai sudah diunggah.", "%(n)s sertifikat ditandai sudah diunggah.", count
    )
    messages.success(request, text % {"n": count})
    return redirect("siasn")
