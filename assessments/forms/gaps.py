"""Forms of questions with gaps in their text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.enums import QuestionKind
from assessments.forms.question import lines, text_of
from assessments.forms.sheet_form import ExtrasField, SheetForm, said

GAP_ROWS = 8
MARKS = _("Tandai tempat yang kosong dengan [[1]], [[2]], dan seterusnya.")


class WordsForm(SheetForm):
    kind = QuestionKind.WORDS
    extra_rows = GAP_ROWS
    extras = ExtrasField(
        label=_("Pengecoh"), required=False, max_length=2000, help_text=_("Satu baris satu kata.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stem"].help_text = MARKS

    def add_row(self, n: int) -> None:
        self.fields[f"text_{n}"] = forms.CharField(
            label=_("Kata yang benar di [[%(n)s]]") % {"n": n}, max_length=200, required=n == 1
        )
        self.fields[f"group_{n}"] = forms.CharField(
            label=_("Kelompok"),
            max_length=10,
            required=False,
            help_text=_("Kosongkan bila semua kata satu daftar."),
        )

    def sheet(self, data: dict[str, Any], numbers: list[int]) -> dict[str, Any]:
        gaps = [
            {"right": said(data[f"text_{n}"]), "group": data[f"group_{n}"].strip() or "1"} for n in numbers
        ]
        return {"gaps": gaps, "extras": [_extra(line) for line in lines(data["extras"])]}

    @classmethod
    def initial_of(cls, body: dict[str, Any]) -> dict[str, Any]:
        choices = {choice["id"]: choice for choice in body["choices"]}
        rights = [choices[gap["right"]] for gap in body["gaps"]]
        more = [choice for choice in body["choices"] if choice not in rights]
        initial = {"extras": "\n".join(_extra_line(choice) for choice in more)}
        for n, choice in enumerate(rights, start=1):
            group = choice["group"] if choice["group"] != "1" else ""
            initial |= {f"text_{n}": text_of(choice["text"]), f"group_{n}": group}
        return initial


def _extra(line: str) -> dict[str, str]:
    """``2: kata`` is a word of group 2."""
    group, colon, word = line.partition(":")
    if colon and group.strip().isdecimal():
        return {"text": said(word.strip()), "group": group.strip()}
    return {"text": said(line)}


def _extra_line(choice: dict[str, Any]) -> str:
    text = text_of(choice["text"])
    return text if choice["group"] == "1" else f"{choice['group']}: {text}"


class ClozeForm(SheetForm):
    kind = QuestionKind.CLOZE
    extra_rows = GAP_ROWS
    main = "answers"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stem"].help_text = MARKS

    def add_row(self, n: int) -> None:
        self.fields[f"kind_{n}"] = forms.ChoiceField(
            label=_("Bagian [[%(n)s]]") % {"n": n},
            choices=[
                ("short", QuestionKind.SHORT.label),
                ("numeric", QuestionKind.NUMERIC.label),
                ("single", QuestionKind.SINGLE.label),
            ],
            required=False,
        )
        self.fields[f"answers_{n}"] = forms.CharField(
            label=_("Jawaban"),
            max_length=1000,
            required=n == 1,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_(
                "Satu baris satu jawaban. Pilihan: baris pertama yang benar. Angka: 62 ; 0,5 (toleransi)."
            ),
        )
        self.fields[f"unit_{n}"] = forms.CharField(label=_("Satuan"), max_length=40, required=False)
        self.fields[f"weight_{n}"] = forms.CharField(label=_("Bobot bagian"), max_length=10, required=False)

    def body(self, data: dict[str, Any]) -> dict[str, Any]:
        body = super().body(data)
        earlier = {gap["id"]: gap for gap in self.original.get("gaps", [])}
        return body | {"gaps": [_with_notes(gap, earlier.get(gap["id"], {})) for gap in body["gaps"]]}

    def sheet(self, data: dict[str, Any], numbers: list[int]) -> dict[str, Any]:
        return {"gaps": [self._gap(data, n) for n in numbers]}

    def _gap(self, data: dict[str, Any], n: int) -> dict[str, Any]:
        kind, rows = data[f"kind_{n}"] or "short", lines(data[f"answers_{n}"])
        head = {"kind": kind, "weight": data[f"weight_{n}"] or "1"}
        if kind == "single":
            return head | {"right": said(rows[0]), "wrong": [said(row) for row in rows[1:]]}
        if kind == "short":
            return head | {"answers": rows}
        answers = [dict(zip(("value", "tolerance"), row.split(";"), strict=False)) for row in rows]
        return head | {"answers": answers, "unit": data[f"unit_{n}"]}

    @classmethod
    def initial_of(cls, body: dict[str, Any]) -> dict[str, Any]:
        initial: dict[str, Any] = {}
        for n, gap in enumerate(body["gaps"], start=1):
            initial |= {f"{key}_{n}": gap.get(key, "") for key in ("kind", "unit", "weight")}
            initial[f"answers_{n}"] = "\n".join(_gap_lines(gap))
        return initial


def _with_notes(gap: dict[str, Any], earlier: dict[str, Any]) -> dict[str, Any]:
    """The fields show answers only: weight and feedback of an answer that stays are those that it had."""
    key = "options" if "options" in gap else "answers"
    known = {_answer_of(row): row for row in earlier.get(key, [])}
    return _rest_of(gap, earlier) | {key: [known.get(_answer_of(row), row) for row in gap[key]]}


def _rest_of(gap: dict[str, Any], earlier: dict[str, Any]) -> dict[str, Any]:
    """A gap with the settings of the earlier one that have no field (``case``, ``mode`` …)."""
    if earlier.get("kind") != gap["kind"]:
        return gap
    return {key: value for key, value in earlier.items() if key in KEPT} | gap


KEPT = {"case", "accents", "mode", "units"}


def _answer_of(row: dict[str, Any]) -> tuple[str, str]:
    return row.get("text", row.get("value", "")), row.get("tolerance", "")


def _gap_lines(gap: dict[str, Any]) -> list[str]:
    if gap["kind"] == "single":
        return [
            text_of(row["text"]) for row in sorted(gap["options"], key=lambda row: row["weight"] != "100")
        ]
    if gap["kind"] == "short":
        return [row["text"] for row in gap["answers"]]
    return [
        row["value"] + (f" ; {row['tolerance']}" if row["tolerance"] != "0" else "") for row in gap["answers"]
    ]
