from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core.form_fields import day_input
from lms.skills.enums import PemdiDocumentKind
from lms.skills.forms.proof import ProofField


class PemdiDocumentForm(forms.Form):
    kind = forms.ChoiceField(label=_("Jenis"), choices=PemdiDocumentKind.choices)
    title = forms.CharField(label=_("Judul dokumen"), max_length=200)
    dated = forms.DateField(label=_("Tanggal dokumen"), widget=day_input())
    file = ProofField(label=_("Berkas"))

    def clean_dated(self) -> date:
        if self.cleaned_data["dated"] > timezone.localdate():
            raise ValidationError(_("Tanggal ini belum tiba."))
        return self.cleaned_data["dated"]

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("kind", "title", "dated")}
