from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core.form_fields import day_input
from lms.skills.enums import PemdiDocumentKind
from lms.skills.proofs import BadProof, proof_kind


class PemdiDocumentForm(forms.Form):
    kind = forms.ChoiceField(label=_("Jenis"), choices=PemdiDocumentKind.choices)
    title = forms.CharField(label=_("Judul dokumen"), max_length=200)
    dated = forms.DateField(label=_("Tanggal dokumen"), widget=day_input())
    file = forms.FileField(label=_("Berkas (PDF, PNG, atau JPEG)"))
    file_kind = ""

    def clean_dated(self) -> date:
        if self.cleaned_data["dated"] > timezone.localdate():
            raise ValidationError(_("Tanggal ini belum tiba."))
        return self.cleaned_data["dated"]

    def clean_file(self) -> UploadedFile:
        try:
            self.file_kind = proof_kind(self.cleaned_data["file"])
        except BadProof as fault:
            raise ValidationError(str(fault)) from None
        return self.cleaned_data["file"]

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("kind", "title", "dated")}
