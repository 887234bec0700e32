"""Forms of the questions that are answered by typing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.enums import QuestionKind
from assessments.forms.question import (
    ANSWER_ROWS,
    MARK,
    MultipleForm,
    QuestionForm,
    SingleForm,
    TruthForm,
    html_of,
    number_of,
    text_of,
)


class AnswersForm(QuestionForm):
    """Rows of accepted answers; empty rows are left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, ANSWER_ROWS + 1):
            self.add_answer(n)
            self.fields[f"weight_{n}"] = forms.CharField(
                label=_("Bobot (%)"), max_length=20, required=False, initial="100" if n == 1 else ""
            )
            self.fields[f"note_{n}"] = forms.CharField(
                label=_("Umpan balik"), max_length=1000, required=False
            )

    main: str

    def add_answer(self, n: int) -> None:
        raise NotImplementedError

    def answer(self, data: dict[str, Any], n: int) -> dict[str, str]:
        raise NotImplementedError

    def body(self, data: dict[str, Any]) -> dict[str, Any]:
        numbers = [n for n in range(1, ANSWER_ROWS + 1) if data[f"{self.main}_{n}"]]
        return {
            "answers": [
                self.answer(data, n)
                | {
                    "weight": number_of(data[f"weight_{n}"] or "100"),
                    "feedback": html_of(data[f"note_{n}"]),
                }
                for n in numbers
            ]
        }

    @classmethod
    def initial_of(cls, body: dict[str, Any]) -> dict[str, Any]:
        initial: dict[str, Any] = {"unit": body.get("unit", "")}
        for n, answer in enumerate(body["answers"], start=1):
            initial |= {f"{key}_{n}": value for key, value in answer.items() if key != "feedback"}
            initial[f"note_{n}"] = text_of(answer["feedback"])
        return initial


class NumericForm(AnswersForm):
    kind = QuestionKind.NUMERIC
    main = "value"
    unit = forms.CharField(
        label=_("Satuan"),
        max_length=60,
        required=False,
        validators=[MARK],
        help_text=_("Misalnya Mbps atau menit."),
    )

    def add_answer(self, n: int) -> None:
        self.fields[f"value_{n}"] = forms.CharField(
            label=_("Angka %(n)s") % {"n": n}, max_length=30, required=n == 1
        )
        self.fields[f"tolerance_{n}"] = forms.CharField(label=_("Toleransi"), max_length=30, required=False)

    def answer(self, data: dict[str, Any], n: int) -> dict[str, str]:
        return {
            "value": number_of(data[f"value_{n}"]),
            "tolerance": number_of(data[f"tolerance_{n}"] or "0"),
        }

    def body(self, data: dict[str, Any]) -> dict[str, Any]:
        return super().body(data) | {"unit": data["unit"]}


class ShortForm(AnswersForm):
    kind = QuestionKind.SHORT
    main = "text"

    def add_answer(self, n: int) -> None:
        self.fields[f"text_{n}"] = forms.CharField(
            label=_("Jawaban %(n)s") % {"n": n},
            max_length=300,
            required=n == 1,
            help_text=_("* = teks apa saja."),
        )

    def answer(self, data: dict[str, Any], n: int) -> dict[str, str]:
        return {"text": " ".join(data[f"text_{n}"].split())}


FORMS: dict[str, type[Any]] = {
    form.kind: form for form in (SingleForm, MultipleForm, TruthForm, NumericForm, ShortForm)
}
