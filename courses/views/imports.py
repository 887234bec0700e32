"""A lecturer brings a course folder in: upload, findings of the dry run, confirmation."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.actions.imports import cancel_import, confirm_import, start_import
from courses.enums import CourseImportState as State
from courses.models import CourseImport
from lms.core.pagination import page_of
from lms.people.access import SignedRequest, needs
from lms.people.models import User
from lms.people.permissions import Permission

RUNNING = {State.CHECKING, State.IMPORTING}


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("ZIP folder pelatihan"),
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,application/zip"}),
        allow_empty_file=True,
    )

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > settings.PIAWAI_UPLOAD_LIMIT_MB * 1024 * 1024:
            limit = {"limit": settings.PIAWAI_UPLOAD_LIMIT_MB}
            raise ValidationError(_("ZIP lebih besar dari %(limit)s MB. Perkecil gambar dan video.") % limit)
        return file


def imports_of(user: User) -> QuerySet[CourseImport]:
    """One's own imports; all of them for a reviewer."""
    rows = CourseImport.objects.select_related("uploaded_by", "job", "course")
    return rows if user.can(Permission.REVIEW_COURSES) else rows.filter(uploaded_by=user)


@needs(Permission.WRITE_COURSES)
@require_http_methods(["GET", "POST"])
def course_imports(request: SignedRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        row = start_import(file=file, name=file.name, by=request.user)
        return redirect("course_import", row.pk)
    context = {"form": form, "page": page_of(request, imports_of(request.user))}
    status = 422 if request.method == "POST" else 200
    return render(request, "courses/imports.html", context, status=status)


@needs(Permission.WRITE_COURSES)
@require_GET
def course_import(request: SignedRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(imports_of(request.user), pk=pk)
    return render(request, "courses/import.html", _context(row))


def _context(row: CourseImport) -> dict[str, Any]:
    return {"row": row, "running": row.state in RUNNING, "facts": row.summary, "states": State}


@needs(Permission.WRITE_COURSES)
@require_POST
def course_import_confirm(request: SignedRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(imports_of(request.user), pk=pk)
    if not confirm_import(row=row, by=request.user):
        messages.warning(request, _("Impor ini tidak (lagi) menunggu persetujuan."))
    return redirect("course_import", pk)


@needs(Permission.WRITE_COURSES)
@require_POST
def course_import_cancel(request: SignedRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(imports_of(request.user), pk=pk)
    if cancel_import(row=row):
        messages.success(request, _("Impor dibatalkan. Tidak ada yang disimpan."))
    return redirect("course_imports")
