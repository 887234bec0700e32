"""Forms of questions whose parts stand in rows: pairs, and steps in their order; and of texts that are only read."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.enums import QuestionKind
from assessments.forms.question import lines, text_of
from assessments.forms.sheet_form import ExtrasField, SheetForm, said

PAIR_ROWS, ITEM_ROWS = 8, 8


class MatchingForm(SheetForm):
    kind = QuestionKind.MATCHING
    extra_rows = PAIR_ROWS
    extras = ExtrasField(
        label=_("Pengecoh"), required=False, max_length=2000, help_text=_("Satu baris satu pilihan.")
    )

    def add_row(self, n: int) -> None:
        self.fields[f"text_{n}"] = forms.CharField(
            label=_("Pernyataan %(n)s") % {"n": n}, max_length=500, required=n < 3
        )
        self.fields[f"answer_{n}"] = forms.CharField(label=_("Pasangannya"), max_length=300, required=n < 3)
        self.fields[f"note_{n}"] = forms.CharField(label=_("Umpan balik"), max_length=1000, required=False)

    def sheet(self, data: dict[str, Any], numbers: list[int]) -> dict[str, Any]:
        pairs = [[said(data[f"{key}_{n}"]) for key in ("text", "answer", "note")] for n in numbers]
        return {"pairs": pairs, "extras": [said(line) for line in lines(data["extras"])]}

    @classmethod
    def initial_of(cls, body: dict[str, Any]) -> dict[str, Any]:
        initial = {"extras": "\n".join(text_of(text) for text in body["extras"])}
        for n, pair in enumerate(body["pairs"], start=1):
            initial |= {f"text_{n}": text_of(pair["text"]), f"answer_{n}": text_of(pair["answer"])}
            initial[f"note_{n}"] = text_of(pair["feedback"])
        return initial


class OrderingForm(SheetForm):
    kind = QuestionKind.ORDERING
    extra_rows = ITEM_ROWS

    def add_row(self, n: int) -> None:
        self.fields[f"text_{n}"] = forms.CharField(
            label=_("Langkah %(n)s") % {"n": n}, max_length=500, required=n < 3
        )

    def sheet(self, data: dict[str, Any], numbers: list[int]) -> dict[str, Any]:
        return {"items": [said(data[f"text_{n}"]) for n in numbers]}

    @classmethod
    def initial_of(cls, body: dict[str, Any]) -> dict[str, Any]:
        return {f"text_{n}": text_of(item["text"]) for n, item in enumerate(body["items"], start=1)}


class DescriptionForm(SheetForm):
    kind = QuestionKind.DESCRIPTION

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["hints"]  # nothing is answered

    def sheet(self, data: dict[str, Any], numbers: list[int]) -> dict[str, Any]:
        return {}

    @classmethod
    def initial_of(cls, body: dict[str, Any]) -> dict[str, Any]:
        return {}
