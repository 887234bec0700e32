"""What the forms of questions that say sheets (``assessments.authoring``) share."""

from typing import Any

from django import forms

from assessments.authoring import read_sheet
from assessments.forms.question import QuestionForm
from assessments.gift.texts import FORMAT


def said(text: str) -> str:
    """Texts of the editor are plain unless they say otherwise."""
    return text if FORMAT.match(text) else f"[plain]{text}"


class SheetForm(QuestionForm):
    """Rows of fields that make a sheet; empty rows are left out."""

    extra_rows = 0
    main = "text"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, self.extra_rows + 1):
            self.add_row(n)

    def add_row(self, n: int) -> None:
        raise NotImplementedError

    def sheet(self, data: dict[str, Any], numbers: list[int]) -> dict[str, Any]:
        raise NotImplementedError

    def body(self, data: dict[str, Any]) -> dict[str, Any]:
        numbers = [n for n in range(1, self.extra_rows + 1) if data[f"{self.main}_{n}"]]
        sheet = {"stem": said(data["stem"]), "feedback": said(data["feedback"])}
        return read_sheet(self.kind, sheet | self.sheet(data, numbers))


class ExtrasField(forms.CharField):
    widget = forms.Textarea(attrs={"rows": 3})
