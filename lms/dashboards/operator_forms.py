from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lms.core.enums import JobState
from lms.core.jobs import label_of, registry


def kinds() -> list[tuple[str, str]]:
    """Every kind that this process has a handler for, by its name, after a line for all of them."""
    named = sorted(((kind, label_of(kind)) for kind in registry), key=lambda pair: pair[1])
    return [("", gettext("Semua")), *named]


class JobFilter(forms.Form):
    keadaan = forms.ChoiceField(
        label=_("Keadaan"), choices=[("", _("Semua")), *JobState.choices], required=False
    )
    jenis = forms.ChoiceField(label=_("Jenis"), choices=kinds, required=False)


class AuditFilter(forms.Form):
    tindakan = forms.CharField(label=_("Tindakan diawali"), max_length=80, required=False)
    pelaku = forms.CharField(label=_("Nama pelaku"), max_length=100, required=False)
    dari = forms.DateField(
        label=_("Dari tanggal"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
    sampai = forms.DateField(
        label=_("Sampai tanggal"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
