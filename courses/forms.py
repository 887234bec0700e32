from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import CoursePage, LearningPath, Mandate
from courses.queries.audience import Audience
from courses.rules import round_from
from lms.core.dates import last_minute
from lms.core.form_fields import ByIdField, day_input
from lms.people.enums import DigitalRole, PostGroup
from lms.people.models import Unit, User
from lms.people.permissions import Permission
from lms.skills.enums import LEVELS
from lms.skills.models import Skill

LATEST = timedelta(days=3 * 366)


GOLONGAN = [(name, name) for name in ("I", "II", "III", "IV", "V", "VII", "IX", "X")]


class MandateForm(forms.Form):
    """``main`` and ``narrow`` are how a page shows the fields: what is always asked, and who is left out."""

    course = ByIdField(
        label=_("Pelatihan"),
        queryset=CoursePage.objects.none(),
        required=False,
        empty_label=_("Pilih satu, atau jalur belajar di bawah"),
    )
    path = ByIdField(
        label=_("atau jalur belajar"),
        queryset=LearningPath.objects.none(),
        required=False,
        empty_label=_("Tanpa jalur"),
        help_text=_("Tiap langkahnya menjadi satu penugasan; yang sudah menguasainya dilewati."),
    )
    unit = ByIdField(label=_("Unit kerja"), queryset=Unit.objects.none(), empty_label=_("Pilih satu"))
    due_on = forms.DateField(
        label=_("Tenggat"),
        help_text=_("Sampai akhir hari itu, pukul 23.59 WIB."),
        widget=day_input(),
    )
    due_days = forms.IntegerField(
        label=_("Hari bagi tiap orang"),
        required=False,
        min_value=1,
        max_value=730,
        help_text=_(
            "Bila diisi, tiap orang mendapat sekian hari sejak didaftarkan, dan pegawai yang datang sampai"
            " tanggal di atas ikut ditugaskan."
        ),
    )
    yearly = forms.BooleanField(
        label=_("Ulangi setiap tahun"),
        required=False,
        help_text=_(
            "Putaran berikutnya dibuka 90 hari sebelum tanggal yang sama. Yang lulus dalam 12 bulan sebelum"
            " tenggat sudah memenuhi."
        ),
    )
    note = forms.CharField(
        label=_("Catatan untuk peserta"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    digital_role = forms.ChoiceField(
        label=_("Peran digital"), required=False, choices=[("", _("Semua")), *DigitalRole.choices]
    )
    post_groups = forms.MultipleChoiceField(
        label=_("Kelompok jabatan"),
        required=False,
        choices=PostGroup.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    golongan = forms.MultipleChoiceField(
        label=_("Golongan"), required=False, choices=GOLONGAN, widget=forms.CheckboxSelectMultiple
    )
    skill = ByIdField(
        label=_("Hanya yang belum menguasai"),
        required=False,
        queryset=Skill.objects.none(),
        empty_label=_("Tidak dibatasi"),
    )
    skill_level = forms.TypedChoiceField(
        label=_("Sampai tingkat"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Yang dipersyaratkan jabatannya")), *((n, n) for n in LEVELS)],
    )
    narrow = ("digital_role", "post_groups", "golongan", "skill", "skill_level")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("course", "path"):
            vars(self.fields[name])["one_of_several"] = True  # neither is optional by itself
        scopes = user.units_with(Permission.ASSIGN_TRAINING)
        unit, course, skill = (cast(ByIdField, self.fields[name]) for name in ("unit", "course", "skill"))
        unit.queryset = Unit.objects.current().below(*scopes).order_by("path")
        course.queryset = CoursePage.objects.live().order_by("title")
        cast(ByIdField, self.fields["path"]).queryset = LearningPath.objects.filter(is_open=True)
        skill.queryset = Skill.objects.order_by("field__order", "order")

    def clean_due_on(self) -> datetime:
        """The last minute of the chosen WIB day, as an instant."""
        day = self.cleaned_data["due_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Tenggat tidak boleh sebelum hari ini."))
        if day > timezone.localdate() + LATEST:
            raise forms.ValidationError(_("Tenggat paling jauh tiga tahun dari sekarang."))
        return last_minute(day)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        due = data.get("due_on")
        if "course" not in self.errors and "path" not in self.errors:
            self._one_of(data.get("course"), data.get("path"))
        if data.get("yearly") and due and round_from(due) > timezone.now():
            self.add_error("due_on", _("Tenggat penugasan tahunan paling jauh 12 bulan dari sekarang."))
        return data

    def _one_of(self, course: CoursePage | None, path: LearningPath | None) -> None:
        if course is None and path is None:
            self.add_error("course", _("Pilih satu pelatihan atau satu jalur belajar."))
        if course and path:
            self.add_error("path", _("Pilih salah satu: pelatihan atau jalur belajar."))

    def meant(self) -> Sequence[Mandate]:
        """What would be saved, not saved: whom it would find done already."""
        data, due = self.cleaned_data, self.cleaned_data["due_on"]
        since = round_from(due) if data["yearly"] else None
        if data["course"]:
            return [Mandate(course=data["course"], due_at=due, round_from=since)]
        steps = data["path"].steps.select_related("course").prefetch_related("alternatives")
        return [Mandate(course=step.course, step=step, due_at=due, round_from=since) for step in steps]

    @property
    def main_fields(self) -> list[Any]:
        return [field for field in self if field.name not in self.narrow]

    @property
    def narrow_fields(self) -> list[Any]:
        return [self[name] for name in self.narrow]

    @property
    def is_narrowed(self) -> bool:
        return any(field.value() for field in self.narrow_fields)

    def audience(self, chosen: Collection[int] | None) -> Audience:
        data = self.cleaned_data
        return Audience(
            unit=data["unit"],
            digital_role=data["digital_role"],
            post_groups=data["post_groups"],
            golongan=data["golongan"],
            skill=data["skill"],
            level=data["skill_level"],
            chosen=chosen,
        )


class ExemptionForm(forms.Form):
    person = ByIdField(label=_("Pegawai"), queryset=User.objects.none())
    reason = forms.CharField(label=_("Alasan"), max_length=300, help_text=_("Dibaca oleh pegawai."))
    until = forms.DateField(
        label=_("Sampai"),
        required=False,
        widget=day_input(),
        help_text=_("Kosong: selama penugasan berlaku."),
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(ByIdField, self.fields["person"]).queryset = people

    def clean_until(self) -> date | None:
        until = self.cleaned_data["until"]
        if until and until < timezone.localdate():
            raise forms.ValidationError(_("Tanggal ini sudah lewat."))
        return until
