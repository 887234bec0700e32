from datetime import datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import CoursePage
from lms.core.form_fields import ByIdField, day_input
from lms.people.enums import DigitalRole
from lms.people.models import Unit, User
from lms.people.permissions import Permission

LATEST = timedelta(days=3 * 366)


class MandateForm(forms.Form):
    course = ByIdField(label=_("Pelatihan"), queryset=CoursePage.objects.none())
    unit = ByIdField(label=_("Unit kerja"), queryset=Unit.objects.none())
    digital_role = forms.ChoiceField(
        label=_("Peran digital"), required=False, choices=[("", _("Semua")), *DigitalRole.choices]
    )
    due_on = forms.DateField(
        label=_("Tenggat"),
        help_text=_("Sampai akhir hari itu, pukul 23.59 WIB."),
        widget=day_input(),
    )
    note = forms.CharField(
        label=_("Catatan untuk peserta"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scopes = user.units_with(Permission.ASSIGN_TRAINING)
        unit, course = (cast(ByIdField, self.fields[name]) for name in ("unit", "course"))
        unit.queryset = Unit.objects.current().below(*scopes).order_by("path")
        course.queryset = CoursePage.objects.live().order_by("title")

    def clean_due_on(self) -> datetime:
        """The last minute of the chosen WIB day, as an instant."""
        day = self.cleaned_data["due_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Tenggat tidak boleh sebelum hari ini."))
        if day > timezone.localdate() + LATEST:
            raise forms.ValidationError(_("Tenggat paling jauh tiga tahun dari sekarang."))
        return timezone.make_aware(datetime.combine(day, time(23, 59)))
