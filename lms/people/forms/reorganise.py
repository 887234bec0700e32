"""What is filled in to write a new order of units: its head, then one form for each kind of step."""

from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core.form_fields import ByIdsField, day_input
from lms.people.enums import StepKind, UnitKind
from lms.people.forms.staff import UnitChoiceField
from lms.people.models import Posting, Unit, User

EARLIEST, LATEST = timedelta(days=366), timedelta(days=2 * 366)


class ReorganisationForm(forms.Form):
    title = forms.CharField(label=_("Judul"), max_length=200)
    basis = forms.CharField(
        label=_("Dasar hukum"), max_length=200, help_text=_("Misalnya nomor dan tahun peraturan daerah.")
    )
    on = forms.DateField(
        label=_("Berlaku mulai"),
        help_text=_("Boleh sampai setahun ke belakang atau dua tahun ke depan."),
        widget=day_input(),
    )

    def clean_on(self) -> date:
        on, today = self.cleaned_data["on"], timezone.localdate()
        if not today - EARLIEST <= on <= today + LATEST:
            raise ValidationError(_("Pilih tanggal dari setahun lalu sampai dua tahun lagi."))
        return on


class StepForm(forms.Form):
    """``units`` are those that serve today; whether they do on the day is said by the preview."""

    fields_of_unit = ("unit", "into")

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields_of_unit:
            if name in self.fields:
                cast(UnitChoiceField, self.fields[name]).queryset = units

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        unit, into = data.get("unit"), data.get("into")
        if unit and unit == into:
            self.add_error("into", _("Pilih unit tujuan yang lain."))
        return data


def _unit(label: Any) -> UnitChoiceField:
    return UnitChoiceField(Unit.objects.none(), label=label, empty_label=_("Pilih unit"))


class RenameStepForm(StepForm):
    unit = _unit(_("Unit yang berganti nama"))
    name = forms.CharField(label=_("Nama baru"), max_length=200)
    short_name = forms.CharField(label=_("Nama singkat"), max_length=40, required=False)


class MoveStepForm(StepForm):
    unit = _unit(_("Unit yang pindah"))
    into = _unit(_("Induk yang baru"))


class MergeStepForm(StepForm):
    unit = _unit(_("Unit yang digabung dan berakhir"))
    into = _unit(_("Unit yang menerima pegawai dan tugasnya"))


class NewStepForm(StepForm):
    into = _unit(_("Di bawah"))
    code = forms.CharField(label=_("Kode atau UNOR ID"), max_length=64)
    name = forms.CharField(label=_("Nama"), max_length=200)
    short_name = forms.CharField(label=_("Nama singkat"), max_length=40, required=False)
    unit_kind = forms.ChoiceField(label=_("Jenis"), choices=UnitKind.choices, initial=UnitKind.DIVISION)


class SplitStepForm(NewStepForm):
    """Of one unit, chosen before: which units and which people go to the new one."""

    units = ByIdsField(
        Unit.objects.none(), label=_("Unit yang ikut"), required=False, widget=forms.CheckboxSelectMultiple
    )
    people = ByIdsField(
        User.objects.none(), label=_("Pegawai yang ikut"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, of: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = of
        postings = Posting.objects.current().filter(unit=of)
        cast(ByIdsField, self.fields["units"]).queryset = Unit.objects.current().filter(parent=of)
        cast(ByIdsField, self.fields["people"]).queryset = User.objects.get_queryset().filter(
            pk__in=postings.values("user")
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("units") and not data.get("people"):
            raise ValidationError(_("Pilih unit atau pegawai yang ikut ke unit baru."))
        return data | {"unit": self.of}


FORMS: dict[str, type[StepForm]] = {
    StepKind.RENAME: RenameStepForm,
    StepKind.MOVE: MoveStepForm,
    StepKind.MERGE: MergeStepForm,
    StepKind.SPLIT: SplitStepForm,
    StepKind.NEW: NewStepForm,
}


class SplitOfForm(StepForm):
    """The first half of splitting: which unit."""

    unit = _unit(_("Unit yang dipecah"))
