"""Exceptions for one person, and outages."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import QuizPage
from courses.models import Enrolment
from lms.people.models import User

MOMENT = {"type": "datetime-local"}
LONGEST = timedelta(days=3)


class Moment(forms.DateTimeField):
    widget = forms.DateTimeInput(attrs=MOMENT, format="%Y-%m-%dT%H:%M")


class ExceptionForm(forms.Form):
    """``user`` is found by NIP or user name among those who take the course."""

    who = forms.CharField(label=_("NIP atau nama pengguna"), max_length=150)
    extra_attempts = forms.IntegerField(
        label=_("Kesempatan tambahan"), min_value=0, max_value=20, initial=0, required=False
    )
    opens_at = Moment(label=_("Dibuka"), required=False)
    closes_at = Moment(label=_("Ditutup"), required=False)
    reason = forms.CharField(label=_("Alasan"), max_length=300)

    def __init__(self, *args: Any, quiz: QuizPage, people: Any, **kwargs: Any) -> None:
        self.quiz, self.people = quiz, people
        super().__init__(*args, **kwargs)

    def clean_who(self) -> User:
        word = self.cleaned_data["who"].strip()
        course = self.quiz.get_parent().get_parent()
        taking = Enrolment.objects.filter(course=course.pk).values("user")
        rows = self.people.filter(pk__in=taking)
        found = rows.filter(nip=word.replace(" ", "")).first() or rows.filter(username=word).first()
        if found is None:
            raise forms.ValidationError(_("Tidak ada peserta pelatihan ini dengan NIP atau nama itu."))
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("Waktu tutup harus setelah waktu buka."))
        if not (data.get("extra_attempts") or opens or closes) and not self.errors:
            raise forms.ValidationError(_("Isi kesempatan tambahan atau waktu yang lain."))
        return data


class OutageForm(forms.Form):
    started_at = Moment(label=_("Gangguan mulai"))
    ended_at = Moment(label=_("Pulih"))
    reason = forms.CharField(label=_("Keterangan"), max_length=300)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        start, end = data.get("started_at"), data.get("ended_at")
        if start and end and end <= start:
            self.add_error("ended_at", _("Waktu pulih harus setelah waktu mulai."))
        elif start and end and end - start > LONGEST:
            self.add_error("ended_at", _("Gangguan paling lama tiga hari. Bagi menjadi beberapa bila perlu."))
        if start and abs(start - timezone.now()) > timedelta(days=60):
            self.add_error("started_at", _("Waktu ini lebih dari 60 hari dari sekarang."))
        return data
