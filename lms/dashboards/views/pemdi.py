"""Indicator 3 of Pemerintah Digital: the government's as a whole, so only for whoever looks after all of it."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lms.dashboards import charts
from lms.dashboards.actions.exports import PEMDI, request_export
from lms.dashboards.pemdi_form import PemdiDocumentForm
from lms.dashboards.queries.pemdi import pemdi
from lms.dashboards.scope import read_filters, year_in
from lms.people.access import SignedRequest, must_cover_city, needs
from lms.people.permissions import Permission
from lms.skills.actions.pemdi import add_document, drop_document
from lms.skills.models import PemdiDocument
from lms.skills.pemdi import LINE
from lms.skills.views.proof_files import proof_file


@needs(Permission.VIEW_SUMMARY)
@require_GET
def pemdi_page(request: SignedRequest) -> HttpResponse:
    must_cover_city(request.user, Permission.VIEW_SUMMARY)
    return render(request, "dashboards/pemdi.html", _context(request, year_in(request.GET.get("tahun", ""))))


def _context(request: SignedRequest, year: int, form: PemdiDocumentForm | None = None) -> dict[str, Any]:
    found = pemdi(year)
    bars = charts.bars(
        [
            (_("Pengelola"), found.managing.share, LINE),
            (_("Pengguna"), found.using.share, LINE),
        ]
    )
    return {
        "found": found,
        "years": sorted({*found.years, year, timezone.localdate().year}),
        "bars": bars,
        "bars_height": charts.bars_height(bars),
        "form": form or PemdiDocumentForm(initial={"dated": timezone.localdate()}),
        "may_keep": request.user.can(Permission.SET_TARGETS),
        "levels": range(1, 6),
    }


@needs(Permission.SET_TARGETS)
@require_POST
def pemdi_document_new(request: SignedRequest) -> HttpResponse:
    must_cover_city(request.user, Permission.SET_TARGETS)
    year = year_in(request.POST.get("tahun", ""))
    form = PemdiDocumentForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "dashboards/pemdi.html", _context(request, year, form), status=422)
    proof = form.cleaned_data["file"]
    add_document(facts=form.facts | {"year": year}, file=proof.file, kind=proof.kind, by=request.user)
    messages.success(request, _("Dokumen ditambahkan."))
    return redirect(f"{reverse('pemdi')}?tahun={year}")


@needs(Permission.SET_TARGETS)
@require_GET
def pemdi_document(request: SignedRequest, pk: int) -> FileResponse:
    must_cover_city(request.user, Permission.SET_TARGETS)
    row = get_object_or_404(PemdiDocument, pk=pk)
    return proof_file(row.file, f"pemdi-{row.year}-{row.pk}", row.file_kind)


@needs(Permission.SET_TARGETS)
@require_POST
def pemdi_document_drop(request: SignedRequest, pk: int) -> HttpResponse:
    must_cover_city(request.user, Permission.SET_TARGETS)
    row = get_object_or_404(PemdiDocument, pk=pk)
    drop_document(document=row, by=request.user)
    messages.success(request, _("Dokumen dihapus."))
    return redirect(f"{reverse('pemdi')}?tahun={row.year}")


@needs(Permission.EXPORT_COVERAGE)
@require_POST
def pemdi_pack(request: SignedRequest) -> HttpResponse:
    must_cover_city(request.user, Permission.EXPORT_COVERAGE)
    filters = read_filters(request.POST, request.user, Permission.EXPORT_COVERAGE)
    job = request_export(PEMDI, filters, by=request.user)
    return redirect("export", job.pk)
