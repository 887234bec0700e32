from typing import Any, cast

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from assessments.models import QuestionBank
from courses.models import CoursePage
from courses.queries.authoring import writable_courses
from lms.core.form_fields import ByIdField
from lms.people.models import User


class BankForm(forms.Form):
    """An empty bank for a course of one's own."""

    course = ByIdField(label=_("Pelatihan"), queryset=CoursePage.objects.none())
    name = forms.CharField(label=_("Nama bank soal"), max_length=160)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        courses = writable_courses(user).order_by("title")
        cast(ByIdField, self.fields["course"]).queryset = courses

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        slug = slugify(data.get("name", ""))[:120]
        if data.get("name") and not slug:
            self.add_error("name", _("Pakai paling sedikit satu huruf atau angka."))
        elif QuestionBank.objects.filter(course=data.get("course"), slug=slug).exists():
            self.add_error("name", _("Pelatihan ini sudah memiliki bank soal dengan nama itu."))
        return data | {"slug": slug}
