"""Forms about training that took place elsewhere."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.enums import TrainingState
from courses.jp import most
from courses.models import CreditRule, OtherTraining
from courses.models.credit import rule_on
from courses.queries.credit_rules import Rules, in_force
from lms.core.form_fields import day_input
from lms.core.templatetags.say import day as in_words
from lms.people.models import User
from lms.skills.forms.proof import Proof, ProofField
from lms.skills.proofs import LIMIT_MB

LONGEST = timedelta(days=6 * 366)
MOST = 5000
GROUPS = {"A": _("Pendidikan"), "B": _("Pelatihan klasikal"), "C": _("Pelatihan nonklasikal")}
FACTS = ("form", "title", "organiser", "number", "starts_on", "ends_on", "quantity", "abroad")


def form_choices(rules: Sequence[CreditRule]) -> list[Any]:
    """Every form that has a rule, with the unit its quantity is counted in, in groups."""
    groups: dict[str, list[tuple[str, str]]] = {letter: [] for letter in GROUPS}
    for rule in rules:
        label = f"{rule.form} · {rule.get_form_display()} ({rule.get_unit_display()})"
        groups[rule.form[0]].append((rule.form, label))
    return [("", "–"), *((GROUPS[letter], choices) for letter, choices in groups.items())]


class OtherTrainingForm(forms.Form):
    """Training elsewhere with its proof."""

    form = forms.ChoiceField(
        label=_("Bentuk"), help_text=_("Di dalam kurung: satuan untuk mengisi jumlah di bawah.")
    )
    title = forms.CharField(label=_("Nama kegiatan"), max_length=200)
    organiser = forms.CharField(label=_("Penyelenggara"), max_length=160)
    number = forms.CharField(label=_("Nomor sertifikat atau surat"), max_length=80, required=False)
    starts_on = forms.DateField(label=_("Tanggal mulai"), widget=day_input())
    ends_on = forms.DateField(label=_("Tanggal selesai"), widget=day_input())
    quantity = forms.IntegerField(
        label=_("Jumlah"),
        min_value=1,
        max_value=MOST,
        help_text=_("Dalam satuan bentuknya: jam pelajaran, hari, kali, atau semester."),
    )
    abroad = forms.BooleanField(label=_("Kegiatan internasional"), required=False)
    file = ProofField(
        label=_("Pindaian bukti"),
        help_text=_("Sertifikat atau surat tugas. PDF, PNG, atau JPEG, paling besar %(limit)s MB.")
        % {"limit": LIMIT_MB},
    )

    def __init__(self, *args: Any, user: User, rules: Rules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.rules = user, rules
        choice = cast(forms.ChoiceField, self.fields["form"])
        choice.choices = form_choices(in_force(rules, timezone.localdate()))

    def clean_starts_on(self) -> date:
        day = cast(date, self.cleaned_data["starts_on"])
        first = min(rule.valid_from for rules in self.rules.values() for rule in rules)
        if day < first:
            raise forms.ValidationError(
                _("Aturan JP berlaku mulai %(day)s; kegiatan sebelum itu tidak dihitung.")
                % {"day": in_words(first)}
            )
        return day

    def clean_ends_on(self) -> date:
        day = cast(date, self.cleaned_data["ends_on"])
        if day > timezone.localdate():
            raise forms.ValidationError(_("Ajukan setelah kegiatannya selesai."))
        return day

    def clean_file(self) -> Proof:
        proof = self.cleaned_data["file"]
        counted = [TrainingState.WAITING, TrainingState.APPROVED]
        if OtherTraining.objects.filter(user=self.user, sha256=proof.sha256, state__in=counted).exists():
            raise forms.ValidationError(_("Berkas ini sudah pernah Anda ajukan."))
        return proof

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and self._days_fit(first, last) and data.get("form"):
            self._check_rule(rule_on(self.rules[data["form"]], last), first, last)
        return data

    def _days_fit(self, first: date, last: date) -> bool:
        if last < first:
            self.add_error("ends_on", _("Tanggal selesai sebelum tanggal mulai."))
        elif last - first > LONGEST:
            self.add_error("ends_on", _("Satu kegiatan paling lama enam tahun."))
        return not self.has_error("ends_on")

    def _check_rule(self, rule: CreditRule, first: date, last: date) -> None:
        if self.cleaned_data.get("abroad") and not rule.counts_abroad:
            self.add_error("abroad", _("Bentuk ini tidak mengenal kegiatan internasional."))
        limit = most(rule.unit, first, last)
        if self.cleaned_data.get("quantity", 0) > limit:
            words = {"limit": limit, "unit": rule.get_unit_display()}
            self.add_error(
                "quantity",
                _(
                    "Di antara kedua tanggal itu paling banyak %(limit)s %(unit)s. Periksa jumlah dan tanggalnya."
                )
                % words,
            )

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FACTS}


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Dibaca oleh pegawai yang mengajukan."),
    )


class TrainingFilterForm(forms.Form):
    """Search over the training one decides about; what does not make sense is left out."""

    cari = forms.CharField(label=_("Nama pegawai atau kegiatan"), max_length=100, required=False)
    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        choices=[("", _("Perlu tindakan")), ("semua", _("Semua")), *TrainingState.choices],
        required=False,
    )
