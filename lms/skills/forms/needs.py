from typing import Any, cast

from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from lms.core.form_fields import ByIdField, ByIdsField
from lms.people.forms.staff import units_for
from lms.people.models import Unit, User
from lms.people.permissions import Permission
from lms.skills.enums import LEVELS, NeedState
from lms.skills.models import Indicator, Skill

MOST_PEOPLE = 100_000


class IndicatorChoices(ByIdsField):
    def label_from_instance(self, indicator: Any) -> str:
        return f"{indicator.unit.label} · {indicator.code} · {indicator.name}"


class NeedForm(forms.Form):
    """A need with the promises it serves: one's own indicators only."""

    unit = ByIdField(label=_("OPD"), queryset=Unit.objects.none())
    indicators = IndicatorChoices(
        label=_("Indikator yang dilayani"),
        queryset=Indicator.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu indikator OPD Anda.")},
    )
    skill = ByIdField(label=_("Kompetensi"), queryset=Skill.objects.order_by("field__order", "order"))
    level = forms.TypedChoiceField(label=_("Tingkat"), choices=[(n, n) for n in LEVELS], coerce=int)
    head_count = forms.IntegerField(label=_("Jumlah pegawai"), min_value=1, max_value=MOST_PEOPLE)
    reason = forms.CharField(
        label=_("Mengapa diperlukan"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Hubungkan dengan indikatornya: apa yang belum dapat dikerjakan sekarang?"),
    )

    def __init__(self, *args: Any, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = units_for(viewer, Permission.PROPOSE_NEEDS).filter(opd=F("pk"))
        cast(ByIdField, self.fields["unit"]).queryset = units
        offered = (
            Indicator.objects.filter(unit__in=units).select_related("unit").order_by("unit__path", "code")
        )
        cast(IndicatorChoices, self.fields["indicators"]).queryset = offered
        self.without_indicators = not offered.exists()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        unit, cited = data.get("unit"), data.get("indicators")
        if unit and cited and any(row.unit_id != unit.pk for row in cited):
            self.add_error("indicators", _("Pilih indikator dari OPD yang sama dengan usulannya."))
        return data


class DecisionForm(forms.Form):
    note = forms.CharField(
        label=_("Catatan keputusan"), max_length=300, required=False, widget=forms.Textarea({"rows": 3})
    )
    decision = forms.ChoiceField(choices=[("approve", "approve"), ("refuse", "refuse")])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("decision") == "refuse" and not data.get("note", "").strip():
            self.add_error("note", _("Tulis alasannya, agar pengusul tahu apa yang kurang."))
        return data


class CommentForm(forms.Form):
    text = forms.CharField(label=_("Komentar"), max_length=2000, widget=forms.Textarea({"rows": 3}))


class NeedFilterForm(forms.Form):
    keadaan = forms.ChoiceField(
        label=_("Keadaan"), choices=[("", _("Semua")), *NeedState.choices], required=False
    )
