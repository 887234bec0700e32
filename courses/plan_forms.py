from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core.form_fields import ByIdField, day_input
from lms.people.forms.staff import units_for
from lms.people.models import Unit, User
from lms.people.permissions import Permission

SOONEST, LATEST = timedelta(days=14), timedelta(days=366)
MOST_JP = 1_000_000


class PlanForm(forms.Form):
    unit = ByIdField(label=_("Untuk siapa"), queryset=Unit.objects.none(), empty_label=None)
    jp_budget = forms.IntegerField(
        label=_("JP yang tersedia"),
        min_value=1,
        max_value=MOST_JP,
        help_text=_("Jumlah jam pelajaran semua peserta bersama-sama."),
    )
    percent_away = forms.IntegerField(
        label=_("Paling banyak berlatih bersamaan (%)"),
        min_value=1,
        max_value=100,
        initial=10,
        help_text=_("Bagian pegawai tiap unit. Di unit yang sangat kecil, satu orang."),
    )
    rounds = forms.IntegerField(
        label=_("Gelombang"),
        min_value=1,
        max_value=12,
        initial=3,
        help_text=_("Berapa kali bergantian sampai tanggal selesai."),
    )
    ends_on = forms.DateField(label=_("Selesai pada"), widget=day_input())

    def __init__(self, *args: Any, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(ByIdField, self.fields["unit"]).queryset = units_for(viewer, Permission.ASSIGN_TRAINING)

    def clean_ends_on(self) -> date:
        day, today = self.cleaned_data["ends_on"], timezone.localdate()
        if not today + SOONEST <= day <= today + LATEST:
            raise ValidationError(_("Pilih tanggal dari dua minggu sampai setahun lagi."))
        return day
