"""Questions from a file: upload, findings of the dry run, confirmation."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.actions.bank_imports import cancel_import, confirm_import, start_import
from assessments.enums import BankImportState as State
from assessments.enums import BankRight
from assessments.exchange import FORMATS
from assessments.exchange.sheets import template
from assessments.forms.bank_import import QuestionFileForm
from assessments.models import BankImport
from assessments.queries.bank_imports import bank_imports_of
from assessments.queries.banks import bank_for, held_of
from lms.core.pagination import page_of
from lms.people.access import SignedRequest, needs, posted
from lms.people.permissions import Permission

FAULTS_A_PAGE = 50


@needs(Permission.WRITE_COURSES)
@require_http_methods(["GET", "POST"])
def bank_imports(request: SignedRequest, bank_id: int) -> HttpResponse:
    bank = bank_for(request.user, bank_id, BankRight.EDIT)
    form = QuestionFileForm(*posted(request))
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        row = start_import(bank=bank, file=file, name=file.name, by=request.user)
        return redirect("bank_import", bank.pk, row.pk)
    rows = BankImport.objects.filter(bank=bank).select_related("uploaded_by", "job")
    context = {"bank": bank, "form": form, "page": page_of(request, rows)}
    return render(request, "assessments/bank_imports.html", context, status=422 if form.errors else 200)


def _own(request: SignedRequest, bank_id: int, pk: int) -> BankImport:
    bank_for(request.user, bank_id, BankRight.EDIT)
    return get_object_or_404(bank_imports_of(request.user), pk=pk, bank=bank_id)


@needs(Permission.WRITE_COURSES)
@require_GET
def bank_import(request: SignedRequest, bank_id: int, pk: int) -> HttpResponse:
    row = _own(request, bank_id, pk)
    context = {
        "row": row,
        "bank": row.bank,
        "counts": row.counts,
        "form_name": FORMATS[row.format].label if row.format in FORMATS else "",
        "faults": page_of(request, row.report.get("faults", []), FAULTS_A_PAGE),
        "states": State,
        "waits": row.state == State.READY and bool(held_of(row.bank)),
    }
    return render(request, "assessments/bank_import.html", context)


@needs(Permission.WRITE_COURSES)
@require_GET
def bank_import_progress(request: SignedRequest, bank_id: int, pk: int) -> JsonResponse:
    row = _own(request, bank_id, pk)
    done, total = (row.job.progress_done, row.job.progress_total) if row.job else (0, 0)
    return JsonResponse({"running": row.is_running, "done": done, "total": total})


@needs(Permission.WRITE_COURSES)
@require_POST
def bank_import_confirm(request: SignedRequest, bank_id: int, pk: int) -> HttpResponse:
    if not confirm_import(row=_own(request, bank_id, pk), by=request.user):
        messages.warning(request, _("Impor ini tidak (lagi) menunggu persetujuan."))
    return redirect("bank_import", bank_id, pk)


@needs(Permission.WRITE_COURSES)
@require_POST
def bank_import_cancel(request: SignedRequest, bank_id: int, pk: int) -> HttpResponse:
    if cancel_import(row=_own(request, bank_id, pk), by=request.user):
        messages.success(request, _("Impor dibatalkan. Tidak ada yang disimpan."))
    else:
        messages.warning(request, _("Impor ini tidak dapat dibatalkan lagi."))
    return redirect("bank_imports", bank_id)


@needs(Permission.WRITE_COURSES)
@require_GET
def bank_template(request: SignedRequest, bank_id: int, sheet_kind: str) -> FileResponse:
    """Our own table with an example of each kind, to fill in."""
    bank_for(request.user, bank_id, BankRight.EDIT)
    if sheet_kind not in {"xlsx", "csv"}:
        raise Http404
    return FileResponse(template(sheet_kind), as_attachment=True, filename=f"templat-soal.{sheet_kind}")
