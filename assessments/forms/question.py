"""One form for each kind of question. What it makes goes through the same checks as an imported GIFT file."""

from dataclasses import replace
from decimal import InvalidOperation
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from assessments.authoring import SheetFault, faults_in
from assessments.categories import BadPath, clean_path
from assessments.enums import Bloom, QuestionKind
from assessments.exchange.found import Picture
from assessments.gift import Draft, Parsed, holds, parse, write
from assessments.gift.answers import option_id, plain_number
from assessments.gift.texts import read_text, to_plain

OPTION_ROWS, ANSWER_ROWS = 6, 4
NAME = RegexValidator(r"^[\w.-]+\Z", _("Pakai huruf, angka, titik, dan tanda hubung, tanpa spasi."))
MARK = RegexValidator(r"^[^\[\]\r\n]*\Z", _("Kurung siku tidak dapat dipakai."))
HEAD = [
    *(
        "name",
        "tag",
        "level",
        "category",
        "bloom",
        "stem",
        "truth",
        "wrong",
        "right",
        "unit",
        "mode",
        "units",
        "rule",
        "case",
        "accents",
        "picture",
        "alt",
    ),
    *("generator", "low", "high", "form", "words", "types", "megabytes"),
]
TAIL = ["lab", "plan", "extras", "model", "feedback", "hints"]


class TextArea(forms.CharField):
    widget = forms.Textarea(attrs={"rows": 3})


class QuestionForm(forms.Form):
    """What all kinds share. ``draft`` holds the question once the form is valid."""

    name = forms.CharField(label=_("Nama tetap"), max_length=120, validators=[NAME])
    tag = forms.CharField(label=_("Tag"), max_length=60, required=False, validators=[MARK])
    level = forms.TypedChoiceField(label=_("Tingkat"), coerce=int, choices=[(n, n) for n in range(1, 6)])
    category = forms.CharField(
        label=_("Kategori"),
        max_length=400,
        required=False,
        help_text=_("Tempatnya di pohon bank, misalnya Jaringan/Alamat IP."),
    )
    bloom = forms.ChoiceField(
        label=_("Ranah kognitif"), required=False, choices=[("", _("Tidak disebut")), *Bloom.choices]
    )
    stem = TextArea(label=_("Pertanyaan"), max_length=4000)
    feedback = TextArea(label=_("Umpan balik umum"), max_length=2000, required=False)
    hints = TextArea(
        label=_("Petunjuk"),
        max_length=2000,
        required=False,
        help_text=_(
            "Satu baris satu petunjuk, paling banyak tiga. Dipakai kuis yang mengizinkan beberapa percobaan per soal."
        ),
    )

    kind: str
    draft: Draft | None = None
    found: Picture | None = None

    def __init__(
        self,
        *args: Any,
        taken: set[str] | None = None,
        fixed_name: str = "",
        original: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        """``original``: the body that is edited; what the fields cannot say of it is kept."""
        self.taken, self.fixed_name, self.original = taken or set(), fixed_name, original or {}
        super().__init__(*args, **kwargs)
        if fixed_name:
            del self.fields["name"]

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each option or answer, side by side."""
        groups: dict[str, list[forms.BoundField]] = {}
        for name in self.fields:
            number = name.rpartition("_")[2]
            if number.removeprefix("v").isdecimal():
                groups.setdefault(number, []).append(self[name])
        return list(groups.values())

    @property
    def head(self) -> list[forms.BoundField]:
        return [self[name] for name in HEAD if name in self.fields]

    @property
    def tail(self) -> list[forms.BoundField]:
        return [self[name] for name in TAIL if name in self.fields]

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if name in self.taken:
            raise forms.ValidationError(_("Nama ini sudah dipakai di bank ini."))
        return name

    def clean_category(self) -> str:
        try:
            return clean_path(self.cleaned_data["category"])
        except BadPath as fault:
            raise forms.ValidationError(str(fault)) from None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        try:
            texts = {"stem": html_of(data["stem"]), "feedback": html_of(data["feedback"])}
            body = texts | self.body(data) | hints_in(data.get("hints", ""))
        except InvalidOperation:
            raise forms.ValidationError(_("Ada angka yang tidak terbaca. Tulis misalnya 2,5.")) from None
        except SheetFault as fault:
            raise forms.ValidationError(fault.reason) from None
        place = {name: data[name] for name in ("tag", "level", "category", "bloom")}
        draft = Draft(self.fixed_name or data["name"], self.kind, body, **place)
        self.draft = checked(draft)
        return data

    def body(self, data: dict[str, Any]) -> dict[str, Any]:
        raise NotImplementedError


def checked(draft: Draft) -> Draft:
    """The same question, as an import would take it. Raises ``ValidationError``."""
    hints = {"hints": draft.body["hints"]} if "hints" in draft.body else {}
    bare = replace(draft, body={name: value for name, value in draft.body.items() if name != "hints"})
    parsed = parse(write([bare])) if holds(bare) else Parsed([bare])
    faults = [f"{fault.reason} {fault.mend}" for fault in parsed.faults] or faults_in(draft.kind, draft.body)
    if faults:
        raise forms.ValidationError(faults)
    found = parsed.drafts[0]
    return replace(found, body=found.body | hints)


def hints_in(text: str) -> dict[str, Any]:
    """A line each."""
    found = [html_of(line) for line in lines(text)]
    return {"hints": found} if found else {}


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def html_of(text: str) -> str:
    return read_text(text)[0]


def text_of(html: str) -> str:
    """What a lecturer edits: plain text where that says all, else HTML with its mark."""
    plain = to_plain(html)
    return plain if plain is not None else f"[html]{html}"


def number_of(text: str) -> str:
    """A decimal comma is welcome; raises InvalidOperation."""
    return plain_number(text.strip().replace(",", "."))


class ChoiceForm(QuestionForm):
    """Rows of options; empty rows are left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, OPTION_ROWS + 1):
            self.fields[f"text_{n}"] = forms.CharField(
                label=_("Pilihan %(n)s") % {"n": n}, max_length=1000, required=n < 3
            )
            self.add_weight(n)
            self.fields[f"note_{n}"] = forms.CharField(
                label=_("Umpan balik"), max_length=1000, required=False
            )

    def add_weight(self, n: int) -> None:
        raise NotImplementedError

    def weights(self, data: dict[str, Any], numbers: list[int]) -> list[str]:
        raise NotImplementedError

    def body(self, data: dict[str, Any]) -> dict[str, Any]:
        numbers = [n for n in range(1, OPTION_ROWS + 1) if data[f"text_{n}"]]
        rows = zip(numbers, self.weights(data, numbers), strict=True)
        return {"options": [self._option(data, n, weight) for n, weight in rows]}

    def _option(self, data: dict[str, Any], n: int, weight: str) -> dict[str, str]:
        text = html_of(data[f"text_{n}"])
        return {"id": option_id(text), "text": text, "weight": weight, "feedback": html_of(data[f"note_{n}"])}

    @classmethod
    def initial_of(cls, body: dict[str, Any]) -> dict[str, Any]:
        initial: dict[str, Any] = {}
        for n, option in enumerate(body["options"], start=1):
            initial |= {f"text_{n}": text_of(option["text"]), f"note_{n}": text_of(option["feedback"])}
            initial |= {f"weight_{n}": option["weight"], f"right_{n}": option["weight"] == "100"}
        return initial


class SingleForm(ChoiceForm):
    kind = QuestionKind.SINGLE

    def add_weight(self, n: int) -> None:
        self.fields[f"right_{n}"] = forms.BooleanField(label=_("Jawaban benar"), required=False)

    def weights(self, data: dict[str, Any], numbers: list[int]) -> list[str]:
        weights = ["100" if data[f"right_{n}"] else "0" for n in numbers]
        if weights.count("100") != 1:
            raise forms.ValidationError(_("Tandai tepat satu jawaban benar."))
        return weights


class MultipleForm(ChoiceForm):
    kind = QuestionKind.MULTIPLE
    rule = forms.ChoiceField(
        label=_("Cara menilai"),
        required=False,
        choices=[
            ("parts", _("Tiap pilihan dihitung menurut bobotnya")),
            ("all", _("Hanya bila semua pilihan tepat")),
        ],
    )

    def add_weight(self, n: int) -> None:
        self.fields[f"weight_{n}"] = forms.CharField(
            label=_("Bobot (%)"), max_length=20, required=False, help_text=_("Yang benar berjumlah 100.")
        )

    def weights(self, data: dict[str, Any], numbers: list[int]) -> list[str]:
        return [number_of(data[f"weight_{n}"] or "0") for n in numbers]

    def body(self, data: dict[str, Any]) -> dict[str, Any]:
        return super().body(data) | ({"rule": "all"} if data["rule"] == "all" else {})

    @classmethod
    def initial_of(cls, body: dict[str, Any]) -> dict[str, Any]:
        return super().initial_of(body) | {"rule": body.get("rule", "parts")}


class TruthForm(QuestionForm):
    kind = QuestionKind.TRUE_FALSE
    truth = forms.ChoiceField(
        label=_("Pernyataan ini"),
        choices=[("benar", _("Benar")), ("salah", _("Salah"))],
        widget=forms.RadioSelect,
    )
    wrong = forms.CharField(label=_("Umpan balik bila dijawab keliru"), max_length=1000, required=False)
    right = forms.CharField(label=_("Umpan balik bila dijawab tepat"), max_length=1000, required=False)

    def body(self, data: dict[str, Any]) -> dict[str, Any]:
        options = []
        for pk, text in (("benar", "Benar"), ("salah", "Salah")):
            hit = pk == data["truth"]
            feedback = html_of(data["right"] if hit else data["wrong"])
            options.append({"id": pk, "text": text, "weight": "100" if hit else "0", "feedback": feedback})
        return {"options": options}

    @classmethod
    def initial_of(cls, body: dict[str, Any]) -> dict[str, Any]:
        wrong, right = sorted(body["options"], key=lambda option: option["weight"] == "100")
        return {
            "truth": right["id"],
            "wrong": text_of(wrong["feedback"]),
            "right": text_of(right["feedback"]),
        }
