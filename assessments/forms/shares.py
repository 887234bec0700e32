from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.enums import BankRight
from assessments.models import QuestionBank
from courses.models import CoursePage
from lms.people.models import User
from lms.people.permissions import Permission


class ShareForm(forms.Form):
    """A person, by user name or NIP, or the team of a course, by its lasting name; and what they may do."""

    who = forms.CharField(
        label=_("NIP atau nama pengguna"),
        max_length=150,
        required=False,
        help_text=_("Seorang pengampu atau penelaah."),
    )
    course = forms.CharField(
        label=_("Atau semua pengampu pelatihan"),
        max_length=150,
        required=False,
        help_text=_("Nama tetap pelatihan, misalnya dasar-jaringan-komputer."),
    )
    right = forms.ChoiceField(label=_("Hak"), choices=BankRight.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, bank: QuestionBank, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bank = bank

    def clean_who(self) -> User | None:
        word = self.cleaned_data["who"].strip()
        if not word:
            return None
        found = User.objects.filter(is_active=True).filter(_named(word)).first()
        if found is None or not found.can(Permission.WRITE_COURSES):
            raise forms.ValidationError(_("Tidak ada pengampu dengan NIP atau nama pengguna itu."))
        return found

    def clean_course(self) -> CoursePage | None:
        word = self.cleaned_data["course"].strip()
        if not word:
            return None
        found = CoursePage.objects.filter(folder_slug=word).exclude(pk=self.bank.course_id).first()
        if found is None:
            raise forms.ValidationError(_("Tidak ada pelatihan lain dengan nama tetap itu."))
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and bool(data.get("who")) == bool(data.get("course")):
            raise forms.ValidationError(_("Isi orangnya atau pelatihannya, salah satu."))
        return data


def _named(word: str) -> Q:
    return Q(username=word) | Q(nip=word)
