"""One section of a quiz in the authors' area."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assessments.models.bank import Category, Question, QuestionBank
from lms.core.form_fields import ByIdField


class CategoryField(ByIdField):
    """Categories with the bank they belong to."""

    def label_from_instance(self, row: Category) -> str:
        return f"{row.bank}: {row.path}"


class SectionRow(forms.BaseForm):
    """Mixed into the form of a section: offers the banks one may use, and takes a fixed question by its name."""

    banks: "QuerySet[QuestionBank]"
    instance: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "bank" not in self.fields:
            return
        self.fields["bank"].queryset = self.banks  # type: ignore[attr-defined]
        rows = Category.objects.filter(bank__in=self.banks).select_related("bank")
        asked, label = self.fields["question"], self.fields["category"].label
        self.fields["category"] = CategoryField(rows, required=False, label=label)
        self.fields["question"] = forms.CharField(
            label=asked.label, help_text=asked.help_text, max_length=120, required=False
        )
        self.initial["question"] = self.instance.question.name if self.instance.question_id else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        bank, category = data.get("bank"), data.get("category")
        if bank and category and category.bank_id != bank.pk:
            self.add_error("category", _("Kategori ini milik bank soal lain."))
        data["question"] = self._question(bank, str(data.get("question") or "").strip())
        if data["question"]:
            self._alone(data)
        return data

    def _question(self, bank: QuestionBank | None, name: str) -> Question | None:
        if not name or bank is None:
            return None
        found = bank.questions.usable().filter(name=name).first()
        if found is None:
            self.add_error("question", _("Tidak ada soal dengan nama ini di bank itu."))
        return found

    def _alone(self, data: dict[str, Any]) -> None:
        """A section that names its question draws nothing."""
        if any(data.get(name) for name in ("category", "tag", "level", "bloom")):
            self.add_error(
                "question", _("Soal tetap tidak diundi: kosongkan kategori, tag, tingkat, dan ranah.")
            )
        if data.get("count") != 1:
            self.add_error("count", _("Soal tetap ditanyakan satu kali: isi 1."))
