"""Forms of the questions that are answered by typing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.enums import QuestionKind
from assessments.forms.question import (
    ANSWER_ROWS,
    MARK,
    QuestionForm,
    html_of,
    number_of,
    text_of,
)

VARIABLES = 4
VARIABLE = {
    "name": _("Nama variabel"),
    "low": _("Paling kecil"),
    "high": _("Paling besar"),
    "step": _("Langkah"),
}
STARTS = {"low": "0", "high": "0", "step": "1"}


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


class MeasureForm(AnswersForm):
    """Answers in a unit, with a tolerance."""

    unit = forms.CharField(
        label=_("Satuan"),
        max_length=60,
        required=False,
        validators=[MARK],
        help_text=_("Misalnya Mbps atau menit."),
    )
    mode = forms.ChoiceField(
        label=_("Toleransi berarti"),
        required=False,
        choices=[
            ("absolute", _("selisih dalam satuan jawaban")),
            ("relative", _("selisih dalam persen")),
            ("digits", _("jumlah angka penting yang harus sama")),
        ],
    )
    units = forms.CharField(
        label=_("Satuan lain yang diterima"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Satu baris satu satuan: nama = pengali. Contoh untuk Mbps: Gbps = 1000"),
    )

    def body(self, data: dict[str, Any]) -> dict[str, Any]:
        units = [_unit(line) for line in data["units"].splitlines() if line.strip()]
        mode = {"mode": data["mode"]} if data["mode"] not in {"", "absolute"} else {}
        return super().body(data) | {"unit": data["unit"]} | mode | ({"units": units} if units else {})

    @classmethod
    def initial_of(cls, body: dict[str, Any]) -> dict[str, Any]:
        units = [f"{unit['name']} = {unit['factor']}" for unit in body.get("units", [])]
        return super().initial_of(body) | {"mode": body.get("mode", "absolute"), "units": "\n".join(units)}


def _unit(line: str) -> dict[str, str]:
    name, _sign, factor = line.rpartition("=")
    return {"name": name.strip(), "factor": number_of(factor)}


class NumericForm(MeasureForm):
    kind = QuestionKind.NUMERIC
    main = "value"

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


class CalculatedForm(MeasureForm):
    kind = QuestionKind.CALCULATED
    main = "formula"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, VARIABLES + 1):
            for key, label in VARIABLE.items():
                self.fields[f"{key}_v{n}"] = forms.CharField(label=label, max_length=40, required=n == 1)
        self.fields["stem"].help_text = _(
            "Tulis {nama} di tempat angkanya, dan {=rumus} untuk hasil hitungan, misalnya {=a*8}."
        )

    def add_answer(self, n: int) -> None:
        self.fields[f"formula_{n}"] = forms.CharField(
            label=_("Rumus %(n)s") % {"n": n},
            max_length=300,
            required=n == 1,
            help_text=_("Misalnya round(a * 24 / 1000, 2)."),
        )
        self.fields[f"tolerance_{n}"] = forms.CharField(label=_("Toleransi"), max_length=30, required=False)

    def answer(self, data: dict[str, Any], n: int) -> dict[str, str]:
        return {
            "formula": data[f"formula_{n}"].strip(),
            "tolerance": number_of(data[f"tolerance_{n}"] or "0"),
        }

    def body(self, data: dict[str, Any]) -> dict[str, Any]:
        numbers = [n for n in range(1, VARIABLES + 1) if data[f"name_v{n}"]]
        return {"variables": [self._variable(data, n) for n in numbers]} | super().body(data)

    def _variable(self, data: dict[str, Any], n: int) -> dict[str, str]:
        bounds = {key: number_of(data[f"{key}_v{n}"] or STARTS[key]) for key in STARTS}
        return {"name": data[f"name_v{n}"].strip()} | bounds

    @classmethod
    def initial_of(cls, body: dict[str, Any]) -> dict[str, Any]:
        rows = enumerate(body["variables"], start=1)
        return super().initial_of(body) | {f"{key}_v{n}": row[key] for n, row in rows for key in VARIABLE}


class ShortForm(AnswersForm):
    kind = QuestionKind.SHORT
    main = "text"
    case = forms.BooleanField(label=_("Huruf besar dan kecil dibedakan"), required=False)
    accents = forms.BooleanField(label=_("Tanda aksen dibedakan"), required=False)

    def body(self, data: dict[str, Any]) -> dict[str, Any]:
        return super().body(data) | {key: True for key in ("case", "accents") if data[key]}

    @classmethod
    def initial_of(cls, body: dict[str, Any]) -> dict[str, Any]:
        return super().initial_of(body) | {key: body.get(key, False) for key in ("case", "accents")}

    def add_answer(self, n: int) -> None:
        self.fields[f"text_{n}"] = forms.CharField(
            label=_("Jawaban %(n)s") % {"n": n},
            max_length=300,
            required=n == 1,
            help_text=_("* = teks apa saja."),
        )

    def answer(self, data: dict[str, Any], n: int) -> dict[str, str]:
        return {"text": " ".join(data[f"text_{n}"].split())}
