from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from lms.core.models import Job
from lms.dashboards.actions.exports import (
    COVERAGE,
    GAPS,
    INDEPENDENCE,
    JP,
    KINDS,
    PEMDI,
    SIASN,
    TRAJECTORY,
    request_export,
)
from lms.dashboards.queries.jp import read_year
from lms.dashboards.scope import read_filters
from lms.people.access import SignedRequest, needs
from lms.people.permissions import Permission

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
BACK = {
    GAPS: "gaps",
    COVERAGE: "coverage",
    PEMDI: "pemdi",
    JP: "jp",
    TRAJECTORY: "trajectory",
    INDEPENDENCE: "independence",
    SIASN: "siasn",
}
ASKED_BY_PAGE = {TRAJECTORY: {"opd", "bidang"}, INDEPENDENCE: set[str]()}  # of the others, every filter
NAMES_PEOPLE = {GAPS, PEMDI, JP, SIASN}


@needs(Permission.EXPORT_COVERAGE)
@require_POST
def export_gaps(request: SignedRequest) -> HttpResponse:
    return _request(request, GAPS)


@needs(Permission.EXPORT_COVERAGE)
@require_POST
def export_coverage(request: SignedRequest) -> HttpResponse:
    return _request(request, COVERAGE)


@needs(Permission.EXPORT_COVERAGE)
@require_POST
def export_jp(request: SignedRequest) -> HttpResponse:
    read_year(request.POST.get("tahun", ""))  # 404 for what the sheet could not be about
    return _request(request, JP)


@needs(Permission.EXPORT_COVERAGE)
@require_POST
def export_trajectory(request: SignedRequest) -> HttpResponse:
    return _request(request, TRAJECTORY)


@needs(Permission.EXPORT_COVERAGE)
@require_POST
def export_independence(request: SignedRequest) -> HttpResponse:
    return _request(request, INDEPENDENCE)


def _request(request: SignedRequest, kind: str) -> HttpResponse:
    asked = request.POST.dict()
    if kind in ASKED_BY_PAGE:
        asked = {name: text for name, text in asked.items() if name in ASKED_BY_PAGE[kind]}
    filters = read_filters(asked, request.user, Permission.EXPORT_COVERAGE)
    job = request_export(kind, filters, by=request.user)
    return redirect("export", job.pk)


def _mine(request: SignedRequest, pk: int) -> Job:
    return get_object_or_404(Job, pk=pk, kind__in=KINDS, created_by=request.user)


@needs(Permission.EXPORT_COVERAGE)
@require_GET
def export(request: SignedRequest, pk: int) -> HttpResponse:
    """How far one's own export is; the download once it is there."""
    job = _mine(request, pk)
    context = {
        "job": job,
        "back": BACK[job.kind],
        "asked": job.payload["filters"],
        "personal": job.kind in NAMES_PEOPLE,
    }
    return render(request, "dashboards/export.html", context)


@needs(Permission.EXPORT_COVERAGE)
@require_GET
def export_file(request: SignedRequest, pk: int) -> FileResponse:
    job = _mine(request, pk)
    result = job.result or {}
    name = result.get("file", "")
    if not name or not storages["private"].exists(name):
        raise Http404
    kind = TYPES[name.rpartition(".")[2]]
    return FileResponse(
        storages["private"].open(name), as_attachment=True, filename=result["name"], content_type=kind
    )
