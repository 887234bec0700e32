"""What HR fills in: what the city and its OPDs have promised."""

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.conf import settings
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lms.core.form_fields import ByIdField
from lms.people.forms.staff import units_for
from lms.people.models import Unit, User
from lms.people.permissions import Permission
from lms.skills.models import Field, Indicator

YEARS_OF_A_PLAN = 5


def plan_years() -> list[int]:
    """The five years of the city's plan (RPJMD)."""
    first = settings.PIAWAI_PLAN_FIRST_YEAR
    return list(range(first, first + YEARS_OF_A_PLAN))


def percent_field(label: Any, *, required: bool) -> forms.DecimalField:
    field = forms.DecimalField(
        label=label,
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        required=required,
        localize=True,
    )
    field.widget.attrs["inputmode"] = "decimal"
    return field


class IndicatorForm(forms.Form):
    """An indicator with its baseline and five yearly targets in percent; a year may be left empty."""

    unit = ByIdField(
        label=_("Unit kerja"),
        queryset=Unit.objects.none(),
        help_text=_("Kota untuk target bersama; OPD bila OPD itu punya targetnya sendiri."),
    )
    field = ByIdField(label=_("Bidang"), queryset=Field.objects.order_by("order"))
    code = forms.CharField(
        label=_("Kode indikator"), max_length=40, help_text=_("Seperti di RPJMD atau Renstra.")
    )
    name = forms.CharField(label=_("Indikator"), max_length=240)
    baseline = percent_field(_("Kondisi awal (%)"), required=True)

    def __init__(self, *args: Any, viewer: User, indicator: Indicator | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator = indicator
        for year in plan_years():
            self.fields[f"target_{year}"] = percent_field(
                _("Target %(year)s (%%)") % {"year": year}, required=False
            )
        if indicator is None:
            units = units_for(viewer, Permission.SET_TARGETS).filter(Q(opd=F("pk")) | Q(parent=None))
            cast(ByIdField, self.fields["unit"]).queryset = units
        else:
            del self.fields["unit"], self.fields["field"]
            self.initial.update(_initial(indicator))

    def clean_code(self) -> str:
        code = cast(str, self.cleaned_data["code"]).strip()
        others = Indicator.objects.filter(code__iexact=code)
        if (others.exclude(pk=self.indicator.pk) if self.indicator else others).exists():
            raise forms.ValidationError(_("Kode ini sudah dipakai indikator lain."))
        return code

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        unit, field = data.get("unit"), data.get("field")
        if unit and field and Indicator.objects.filter(unit=unit, field=field).exists():
            self.add_error(
                "field", _("Unit ini sudah punya indikator untuk bidang itu. Ubah yang sudah ada.")
            )
        if not self.errors and not self.targets:
            self.add_error(f"target_{plan_years()[0]}", _("Isi target paling sedikit satu tahun."))
        return data

    @property
    def targets(self) -> dict[int, Decimal]:
        pairs = ((year, self.cleaned_data.get(f"target_{year}")) for year in plan_years())
        return {year: value for year, value in pairs if value is not None}


def _initial(indicator: Indicator) -> dict[str, Any]:
    targets = {f"target_{row.year}": row.value for row in indicator.targets.all()}
    return {"code": indicator.code, "name": indicator.name, "baseline": indicator.baseline} | targets
