"""The form behind a quiz page in the authors' area."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.admin.forms import WagtailAdminPageForm

from assessments.enums import BankRight
from assessments.forms.review import ReviewField
from assessments.forms.sections import SectionRow
from assessments.models.bank import QuestionBank


class QuizForm(WagtailAdminPageForm):
    """A section draws from banks that the writer may use; one that it has already may stay."""

    review = ReviewField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "sections" in self.formsets:
            formset = self.formsets["sections"]
            # for the empty row behind "add" too
            formset.form = type("SectionForm", (SectionRow, formset.form), {"banks": self._banks()})

    def _banks(self) -> QuerySet[QuestionBank]:
        from assessments.queries.scope import banks_for  # the models that it reads are made with this form

        used = [section.bank_id for section in self.instance.sections.all()]
        mine = banks_for(self.for_user, BankRight.USE).values("pk")
        return QuestionBank.objects.filter(Q(pk__in=mine) | Q(pk__in=used)).select_related("course")
