"""The forms behind the authors' pages. A draft may be incomplete; what is sent to review or published may not."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from courses import readiness
from lms.people.enums import Role
from lms.people.models import RoleGrant
from lms.people.permissions import Permission


class LessonForm(WagtailAdminPageForm):
    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.is_deferred_validation and "body" in data and not readiness.has_text(data["body"]):
            self.add_error("body", _("Materi ini belum berisi teks. Tambahkan sedikitnya satu blok teks."))
        return data


class CourseForm(WagtailAdminPageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "lecturers" in self.fields:
            self._offer_lecturers(self.fields["lecturers"])
        if "folder_slug" in self.fields:
            self.fields["folder_slug"].required = False
            self.fields["folder_slug"].disabled = bool(self.instance.pk)

    def _offer_lecturers(self, field: Any) -> None:
        """Only people with the role today, and those who teach the course already."""
        grants = RoleGrant.objects.current().filter(role__in=[Role.LECTURER, Role.REVIEWER])
        people = get_user_model().objects.filter(grants__in=grants)
        if self.instance.pk:
            people |= get_user_model().objects.filter(courses_taught=self.instance.pk)
        field.queryset = people.distinct().order_by("name")
        field.widget = forms.CheckboxSelectMultiple(choices=field.choices)

    def clean_folder_slug(self) -> str:
        return self.cleaned_data["folder_slug"] or self.data.get("slug", "")

    def clean_lecturers(self) -> list[Any]:
        """Who writes a course teaches it, or they would lose sight of it at once."""
        chosen = list(self.cleaned_data["lecturers"])
        writer = self.for_user
        if (
            writer
            and not writer.is_superuser
            and not writer.can(Permission.REVIEW_COURSES)
            and writer not in chosen
        ):
            chosen.append(writer)
        return chosen

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.is_deferred_validation and self.instance.pk:
            for fault in readiness.course_faults(self.instance):
                self.add_error(None, fault)
        return data
