"""Forms of questions that people mark."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.enums import QuestionKind
from assessments.forms.question import TextArea, number_of, text_of
from assessments.forms.sheet_form import SheetForm, said
from assessments.uploads import MOST_MEGABYTES, TYPES

CRITERIA = 6


class MarkedForm(SheetForm):
    """A rubric in rows, and the answer that markers compare with."""

    extra_rows = CRITERIA
    model = TextArea(
        label=_("Contoh jawaban untuk penilai"),
        max_length=4000,
        required=False,
        help_text=_("Peserta melihatnya hanya bila kuis membuka jawaban benar."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["hints"]  # nothing is checked while one answers

    def add_row(self, n: int) -> None:
        self.fields[f"text_{n}"] = forms.CharField(
            label=_("Kriteria %(n)s") % {"n": n}, max_length=300, required=False
        )
        self.fields[f"points_{n}"] = forms.CharField(label=_("Poin"), max_length=10, required=False)

    def sheet(self, data: dict[str, Any], numbers: list[int]) -> dict[str, Any]:
        rubric = [
            {"text": data[f"text_{n}"], "points": number_of(data[f"points_{n}"] or "1")} for n in numbers
        ]
        return {"rubric": rubric, "model": said(data["model"])}

    @classmethod
    def initial_of(cls, body: dict[str, Any]) -> dict[str, Any]:
        initial = {"model": text_of(body.get("model", ""))}
        for n, row in enumerate(body["rubric"], start=1):
            initial |= {f"text_{n}": row["text"], f"points_{n}": row["points"]}
        return initial


class EssayForm(MarkedForm):
    kind = QuestionKind.ESSAY
    words = forms.IntegerField(
        label=_("Paling banyak kata"), min_value=0, required=False, help_text=_("Kosong = tanpa batas.")
    )

    def sheet(self, data: dict[str, Any], numbers: list[int]) -> dict[str, Any]:
        return super().sheet(data, numbers) | {"words": data["words"] or 0}

    @classmethod
    def initial_of(cls, body: dict[str, Any]) -> dict[str, Any]:
        return super().initial_of(body) | {"words": body["words"] or None}


class FileForm(MarkedForm):
    kind = QuestionKind.FILE
    types = forms.MultipleChoiceField(
        label=_("Jenis berkas"),
        choices=[(ending, ending) for ending in TYPES],
        initial=[".pdf"],
        widget=forms.CheckboxSelectMultiple,
    )
    megabytes = forms.IntegerField(
        label=_("Ukuran paling besar (MB)"), min_value=1, max_value=MOST_MEGABYTES, initial=10
    )

    def sheet(self, data: dict[str, Any], numbers: list[int]) -> dict[str, Any]:
        return super().sheet(data, numbers) | {"types": data["types"], "megabytes": data["megabytes"]}

    @classmethod
    def initial_of(cls, body: dict[str, Any]) -> dict[str, Any]:
        return super().initial_of(body) | {"types": body["types"], "megabytes": body["megabytes"]}
