"""Forms of learning paths."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import CoursePage, LearningPath, PathStep
from lms.core.form_fields import ByIdField, ByIdsField
from lms.skills.models import Field


class PathForm(forms.ModelForm):
    field = ByIdField(
        label=_("Bidang"), queryset=Field.objects.all(), required=False, empty_label=_("Lintas bidang")
    )

    class Meta:
        model = LearningPath
        fields = ("title", "summary", "field", "is_open")
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}
        labels = {"is_open": _("Tampilkan kepada pegawai")}
        help_texts = {
            "title": _("Misalnya: Pengelola jaringan OPD."),
            "summary": _("Satu atau dua kalimat: untuk siapa, dan apa yang dapat dikerjakan sesudahnya."),
        }

    def clean_is_open(self) -> bool:
        wanted: bool = self.cleaned_data["is_open"]
        if wanted and not (self.instance.pk and self.instance.steps.exists()):
            raise forms.ValidationError(_("Tambahkan dahulu sedikitnya satu langkah."))
        return wanted


class StepForm(forms.Form):
    course = ByIdField(
        label=_("Pelatihan"),
        queryset=CoursePage.objects.none(),
        help_text=_("Diberikan bila jalur ini ditugaskan."),
    )
    alternatives = ByIdsField(
        label=_("Boleh diganti dengan"),
        queryset=CoursePage.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, path: LearningPath, step: PathStep | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.path, self.step = path, step
        for name in ("course", "alternatives"):
            field = cast(ByIdField, self.fields[name])
            field.queryset = CoursePage.objects.live().order_by("title")

    def clean_course(self) -> CoursePage:
        """A course stands on a path once; otherwise a duty would be given twice."""
        course: CoursePage = self.cleaned_data["course"]
        others = self.path.steps.filter(course=course)
        if self.step:
            others = others.exclude(pk=self.step.pk)
        if others.exists():
            raise forms.ValidationError(_("Pelatihan ini sudah menjadi langkah di jalur ini."))
        return course
