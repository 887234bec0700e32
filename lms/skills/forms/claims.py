from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core.form_fields import ByIdField, day_input
from lms.people.models import User
from lms.skills.enums import LEVELS, ClaimState
from lms.skills.forms.proof import Proof, ProofField
from lms.skills.models import Claim, Skill

SKILLS_AT_ONCE = 3
OLDEST = timedelta(days=20 * 366)
LEVEL_CHOICES = [(level, str(level)) for level in LEVELS]


class ClaimForm(forms.Form):
    """A certificate from elsewhere with what it proves."""

    title = forms.CharField(label=_("Nama sertifikat"), max_length=200)
    issuer = forms.CharField(label=_("Penerbit"), max_length=160)
    number = forms.CharField(label=_("Nomor sertifikat"), max_length=80, required=False)
    obtained_on = forms.DateField(label=_("Tanggal terbit"), widget=day_input())
    valid_until = forms.DateField(label=_("Berlaku sampai"), required=False, widget=day_input())
    file = ProofField(label=_("Pindaian sertifikat"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        skills = Skill.objects.select_related("field").order_by("field__order", "order")
        for number in range(1, SKILLS_AT_ONCE + 1):
            needed = number == 1
            self.fields[f"skill_{number}"] = ByIdField(
                label=_("Kompetensi ke-%(number)s") % {"number": number}, queryset=skills, required=needed
            )
            self.fields[f"level_{number}"] = forms.TypedChoiceField(
                label=_("Tingkat kompetensi ke-%(number)s") % {"number": number},
                choices=[("", "–"), *LEVEL_CHOICES],
                coerce=int,
                empty_value=None,
                required=needed,
            )

    def clean_obtained_on(self) -> date:
        day = cast(date, self.cleaned_data["obtained_on"])
        if day > timezone.localdate():
            raise forms.ValidationError(_("Tanggal terbit tidak boleh setelah hari ini."))
        if day < timezone.localdate() - OLDEST:
            raise forms.ValidationError(_("Sertifikat ini lebih tua dari 20 tahun."))
        return day

    def clean_file(self) -> Proof:
        proof = self.cleaned_data["file"]
        counted = [ClaimState.WAITING, ClaimState.CHECKED, ClaimState.APPROVED]
        if Claim.objects.filter(user=self.user, sha256=proof.sha256, state__in=counted).exists():
            raise forms.ValidationError(_("Berkas ini sudah pernah Anda ajukan."))
        return proof

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._check_validity(data.get("obtained_on"), data.get("valid_until"))
        chosen = [skill for skill, _level in self._pairs(data) if skill]
        if len({skill.pk for skill in chosen}) < len(chosen):
            self.add_error("skill_2", _("Tiap kompetensi cukup dipilih sekali."))
        for number, (skill, level) in enumerate(self._pairs(data), start=1):
            if skill and level is None and f"level_{number}" not in self.errors:
                self.add_error(f"level_{number}", _("Pilih tingkatnya."))
        return data

    def _check_validity(self, obtained: date | None, until: date | None) -> None:
        if until and until < timezone.localdate():
            self.add_error("valid_until", _("Sertifikat ini sudah habis masa berlakunya."))
        elif obtained and until and until < obtained:
            self.add_error("valid_until", _("Masa berlaku berakhir sebelum tanggal terbit."))

    def _pairs(self, data: dict[str, Any]) -> Iterator[tuple[Skill | None, int | None]]:
        for number in range(1, SKILLS_AT_ONCE + 1):
            yield data.get(f"skill_{number}"), data.get(f"level_{number}")

    @property
    def levels(self) -> dict[int, int]:
        """What the certificate is said to prove: level by skill id."""
        pairs = self._pairs(self.cleaned_data)
        return {skill.pk: level for skill, level in pairs if skill and level is not None}

    @property
    def facts(self) -> dict[str, Any]:
        names = ("title", "issuer", "number", "obtained_on", "valid_until")
        return {name: self.cleaned_data[name] for name in names}


class RefusalForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan menolak"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Dibaca oleh pegawai yang mengajukan."),
    )


class ClaimFilterForm(forms.Form):
    """Search over the claims one decides about; what does not make sense is left out."""

    cari = forms.CharField(label=_("Nama pegawai atau sertifikat"), max_length=100, required=False)
    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        choices=[("", _("Perlu tindakan")), ("semua", _("Semua")), *ClaimState.choices],
        required=False,
    )
