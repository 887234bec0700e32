from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core.form_fields import ByIdField, day_input
from lms.people.enums import DigitalRole, PostGroup
from lms.skills.enums import LEVELS, EvidenceRule
from lms.skills.models import Skill
from lms.skills.models.observation import HIGHEST
from lms.skills.queries.requirements import Levels

OLDEST = timedelta(days=90)


class EvidenceRuleForm(forms.Form):
    rule = forms.ChoiceField(
        label=_("Bukti yang menentukan tingkat"),
        choices=EvidenceRule.choices,
        help_text=_("Pilih yang terbaru untuk kompetensi yang cepat usang."),
    )


class RequirementsForm(forms.Form):
    """A level, or none, for every group of posts and digital role."""

    def __init__(self, *args: Any, levels: Levels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for group, group_label in PostGroup.choices:
            for role, role_label in DigitalRole.choices:
                self.fields[f"{group}.{role}"] = forms.TypedChoiceField(
                    label=f"{group_label}, {role_label}",
                    required=False,
                    coerce=int,
                    empty_value=None,
                    initial=levels.get((group, role), "") or "",
                    choices=[("", "–"), *((n, n) for n in LEVELS)],
                )

    @property
    def rows(self) -> list[tuple[str, list[Any]]]:
        """Bound fields by group of posts, in the order of digital roles."""
        return [
            (str(label), [self[f"{group}.{role}"] for role in DigitalRole.values])
            for group, label in PostGroup.choices
        ]

    @property
    def levels(self) -> Levels:
        return {
            (group, role): self.cleaned_data[f"{group}.{role}"] or 0
            for group in PostGroup.values
            for role in DigitalRole.values
        }


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
