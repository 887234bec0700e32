from django import forms
from django.utils.translation import gettext_lazy as _

from lms.core.enums import JobState
from lms.core.jobs import label_of, registry


def kinds() -> list[tuple[str, str]]:
    return sorted(((kind, label_of(kind)) for kind in registry), key=lambda pair: pair[1])


class JobFilter(forms.Form):
    keadaan = forms.ChoiceField(
        label=_("Keadaan"), choices=[("", _("Semua")), *JobState.choices], required=False
    )
    jenis = forms.ChoiceField(label=_("Jenis"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jenis"].choices = [("", _("Semua")), *kinds()]


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
