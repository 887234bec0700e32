from datetime import date, timedelta
from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core.form_fields import ByIdField, day_input
from lms.skills.enums import EvidenceRule
from lms.skills.models import Skill
from lms.skills.models.observation import HIGHEST

OLDEST = timedelta(days=90)


class EvidenceRuleForm(forms.Form):
    rule = forms.ChoiceField(
        label=_("Bukti yang menentukan tingkat"),
        choices=EvidenceRule.choices,
        help_text=_("Pilih yang terbaru untuk kompetensi yang cepat usang."),
    )


class ObservationForm(forms.Form):
    skill = ByIdField(label=_("Kompetensi"), queryset=Skill.objects.none())
    level = forms.TypedChoiceField(
        label=_("Tingkat yang terlihat"),
        choices=[(n, n) for n in range(1, HIGHEST + 1)],
        coerce=int,
        help_text=_("Tingkat 4 dan 5 hanya dibuktikan dengan tes atau sertifikat."),
    )
    seen = forms.CharField(
        label=_("Apa yang Anda lihat dikerjakannya?"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Pegawai dapat membaca tulisan ini."),
    )
    observed_on = forms.DateField(label=_("Tanggal"), widget=day_input())

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        cast(ByIdField, self.fields["skill"]).queryset = Skill.objects.order_by("field__order", "order")

    def clean_observed_on(self) -> date:
        day, today = self.cleaned_data["observed_on"], timezone.localdate()
        if not today - OLDEST <= day <= today:
            raise ValidationError(_("Pilih hari ini atau hari dalam tiga bulan terakhir."))
        return day
