from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib import messages
from django.http import FileResponse, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lms.core.pagination import page_of
from lms.people.access import SignedRequest, needs, posted
from lms.people.actions import staff_imports as actions
from lms.people.forms.staff import SheetForm
from lms.people.models import StaffImport
from lms.people.permissions import Permission
from lms.people.sheets.sample import write_sample, write_sample_text


@needs(Permission.IMPORT_STAFF)
@require_http_methods(["GET", "POST"])
def staff_imports(request: SignedRequest) -> HttpResponse:
    form = SheetForm(*posted(request))
    if request.method == "POST" and form.is_valid():
        staff_import = actions.upload(**form.cleaned_data, by=request.user)
        return redirect("staff_import", staff_import.pk)
    rows = StaffImport.objects.visible_to(request.user).select_related("uploaded_by", "job")
    context = {"form": form, "page": page_of(request, rows)}
    return render(request, "people/staff_imports.html", context, status=422 if form.errors else 200)


def _own(request: SignedRequest, pk: int) -> StaffImport:
    rows = StaffImport.objects.visible_to(request.user).select_related("uploaded_by", "job")
    return get_object_or_404(rows, pk=pk)


@needs(Permission.IMPORT_STAFF)
@require_GET
def staff_import(request: SignedRequest, pk: int) -> HttpResponse:
    item = _own(request, pk)
    return render(
        request, "people/staff_import.html", {"item": item, "faults": page_of(request, item.faults, 50)}
    )


@needs(Permission.IMPORT_STAFF)
@require_GET
def staff_import_progress(request: SignedRequest, pk: int) -> JsonResponse:
    item = _own(request, pk)
    done, total = (item.job.progress_done, item.job.progress_total) if item.job else (0, 0)
    return JsonResponse({"running": item.is_running, "done": done, "total": total})


@needs(Permission.IMPORT_STAFF)
@require_POST
def staff_import_confirm(request: SignedRequest, pk: int) -> HttpResponse:
    item = _own(request, pk)
    if not actions.confirm(staff_import=item, by=request.user):
        messages.warning(request, _("Impor ini tidak lagi menunggu persetujuan."))
    return redirect("staff_import", pk)


@needs(Permission.IMPORT_STAFF)
@require_POST
def staff_import_cancel(request: SignedRequest, pk: int) -> HttpResponse:
    item = _own(request, pk)
    if actions.cancel(staff_import=item, by=request.user):
        messages.success(request, _("Impor dibatalkan dan berkasnya dihapus."))
    else:
        messages.warning(request, _("Impor ini tidak dapat dibatalkan lagi."))
    return redirect("staff_import", pk)


@needs(Permission.IMPORT_STAFF)
@require_GET
def staff_template(request: SignedRequest, kind: str) -> FileResponse:
    """A sheet with every column and three fictitious people, to fill in or compare with."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"contoh-lembar-pegawai.{kind}"
        (write_sample if kind == "xlsx" else write_sample_text)(path, rows=3)
        return FileResponse(path.open("rb"), as_attachment=True)
