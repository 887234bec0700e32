"""The form behind a quiz page in the authors' area."""

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.forms import WagtailAdminPageForm

from assessments.forms.review import ReviewField
from assessments.models.bank import QuestionBank
from courses.queries.authoring import writable_courses


class QuizForm(WagtailAdminPageForm):
    """A section draws from banks of courses that the writer may write; one that it has already may stay."""

    review = ReviewField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "sections" in self.formsets:
            formset = self.formsets["sections"]
            formset.form = _with_banks(formset.form, self._banks())

    def _banks(self) -> QuerySet[QuestionBank]:
        mine = QuestionBank.objects.filter(course__in=writable_courses(self.for_user))
        used = [section.bank_id for section in self.instance.sections.all()]
        return (mine | QuestionBank.objects.filter(pk__in=used)).select_related("course")


def _with_banks(form: type[Any], banks: QuerySet[QuestionBank]) -> type[Any]:
    """The same form for one row, offering only these banks, for the empty row behind "add" too."""

    class SectionForm(form):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            if "bank" in self.fields:
                self.fields["bank"].queryset = banks

    return SectionForm
