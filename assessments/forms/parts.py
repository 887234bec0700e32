"""Forms of the questions of several parts, and of those on addresses. They say sheets (``assessments.authoring``)."""

import tomllib
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.authoring import SheetFault, read_sheet
from assessments.authoring.toml import toml_of
from assessments.enums import QuestionKind
from assessments.forms.question import QuestionForm, html_of, number_of, text_of
from assessments.gift.texts import FORMAT

PAIR_ROWS, ITEM_ROWS, GAP_ROWS, ADDRESS_ROWS = 8, 8, 8, 3
MARKS = _("Tandai tempat yang kosong dengan [[1]], [[2]], dan seterusnya.")
FORM_CHOICES = [
    ("address", _("Alamat IP")),
    ("mask", _("Mask jaringan")),
    ("cidr", _("Alamat jaringan beserta mask")),
    ("range", _("Rentang alamat")),
    ("route", _("Rute")),
    ("number", _("Angka")),
]


def said(text: str) -> str:
    """Texts of the editor are plain unless they say otherwise."""
    return text if FORMAT.match(text) else f"[plain]{text}"


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


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


class AddressForm(SheetForm):
    kind = QuestionKind.IP
    extra_rows = ADDRESS_ROWS
    generator = forms.ChoiceField(
        label=_("Angka berbeda tiap peserta"),
        required=False,
        choices=[
            ("", _("Tidak, sama untuk semua")),
            ("subnet", _("Membagi blok untuk sejumlah perangkat")),
            ("address", _("Alamat sebuah perangkat dan jaringannya")),
            ("route", _("Tabel rute: rute mana yang dipakai")),
            ("rule", _("Aturan firewall: aturan mana yang berlaku")),
        ],
        help_text=_(
            "Tulis di soal dan jawaban, menurut pilihan: {block} {hosts} {cidr} {network} {prefix} {mask} {usable}"
            " {first} {last} {broadcast} {next} {address}; atau {table} {target} {route} {hop} {row};"
            " atau {table} {source} {destination} {port} {row} {action}."
        ),
    )
    low = forms.IntegerField(
        label=_("Batas bawah"),
        required=False,
        help_text=_("Jumlah perangkat, panjang prefiks, atau jumlah baris."),
    )
    high = forms.IntegerField(label=_("Batas atas"), required=False)

    def add_row(self, n: int) -> None:
        self.fields[f"form_{n}"] = forms.ChoiceField(
            label=_("Bentuk jawaban"), choices=FORM_CHOICES, required=n == 1
        )
        self.fields[f"text_{n}"] = forms.CharField(
            label=_("Jawaban %(n)s") % {"n": n}, max_length=200, required=n == 1
        )
        self.fields[f"weight_{n}"] = forms.CharField(
            label=_("Bobot (%)"), max_length=20, required=False, initial="100" if n == 1 else ""
        )
        self.fields[f"note_{n}"] = forms.CharField(label=_("Umpan balik"), max_length=1000, required=False)

    def sheet(self, data: dict[str, Any], numbers: list[int]) -> dict[str, Any]:
        answers = [
            {
                "form": data[f"form_{n}"],
                "text": data[f"text_{n}"],
                "weight": data[f"weight_{n}"] or "100",
                "feedback": said(data[f"note_{n}"]),
            }
            for n in numbers
        ]
        name = data["generator"]
        keys = BOUNDS.get(name, ("", ""))
        given = {
            key: data[field] for key, field in zip(keys, ("low", "high"), strict=True) if key and data[field]
        }
        return {"answers": answers} | ({"generator": {"name": name} | given} if name else {})

    @classmethod
    def initial_of(cls, body: dict[str, Any]) -> dict[str, Any]:
        drawn = body.get("generator", {"name": ""})
        keys = BOUNDS.get(drawn["name"], ("", ""))
        initial = {"generator": drawn["name"], "low": drawn.get(keys[0]), "high": drawn.get(keys[1])}
        for n, answer in enumerate(body["answers"], start=1):
            initial |= {f"{key}_{n}": answer[key] for key in ("form", "text", "weight")}
            initial[f"note_{n}"] = text_of(answer["feedback"])
        return initial


BOUNDS = {
    "subnet": ("hosts_low", "hosts_high"),
    "address": ("prefix_low", "prefix_high"),
    "route": ("rows", ""),
    "rule": ("rows", ""),
}


class LabForm(SheetForm):
    """``plan``: setup and goals as TOML, as in a course folder (docs/editors/labs.md)."""

    kind = QuestionKind.LAB
    lab = forms.ChoiceField(
        label=_("Jenis laboratorium"),
        choices=[
            ("network", _("Jaringan: perintah switch dan router")),
            ("firewall", _("Aturan firewall")),
            ("iam", _("Hak akses di awan (IAM)")),
        ],
    )
    plan = forms.CharField(
        label=_("Susunan dan tujuan"),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 20, "spellcheck": "false"}),
        help_text=_("TOML dengan [setup] dan [[goals]], seperti di folder pelatihan."),
    )

    def sheet(self, data: dict[str, Any], numbers: list[int]) -> dict[str, Any]:
        try:
            plan = tomllib.loads(data["plan"].replace("\r\n", "\n"))
        except tomllib.TOMLDecodeError as fault:
            raise SheetFault("plan", _("Susunan ini bukan TOML yang sah: %(why)s") % {"why": fault}) from None
        goals = [
            goal | {"text": said(goal["text"])} if isinstance(goal.get("text"), str) else goal
            for goal in plan.get("goals", [])
            if isinstance(goal, dict)
        ]
        return {"lab": data["lab"], "setup": plan.get("setup"), "goals": goals}

    @classmethod
    def initial_of(cls, body: dict[str, Any]) -> dict[str, Any]:
        goals = [
            {key: text_of(value) if key == "text" else value for key, value in goal.items() if key != "id"}
            for goal in body["goals"]
        ]
        return {"lab": body["lab"], "plan": toml_of({"setup": body["setup"]}, "goals", goals)}


class HotspotForm(QuestionForm):
    """Areas of a picture that came with an import; another picture is another question."""

    kind = QuestionKind.HOTSPOT
    alt = forms.CharField(label=_("Teks pengganti gambar"), max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n, _area in enumerate(self.original.get("areas", []), start=1):
            self.fields[f"label_{n}"] = forms.CharField(
                label=_("Nama bidang %(n)s") % {"n": n}, max_length=200
            )
            self.fields[f"weight_{n}"] = forms.CharField(label=_("Bobot (%)"), max_length=20)
            self.fields[f"note_{n}"] = forms.CharField(
                label=_("Umpan balik"), max_length=1000, required=False
            )

    def body(self, data: dict[str, Any]) -> dict[str, Any]:
        areas = [
            area
            | {
                "label": data[f"label_{n}"],
                "weight": number_of(data[f"weight_{n}"]),
                "feedback": html_of(data[f"note_{n}"]),
            }
            for n, area in enumerate(self.original["areas"], start=1)
        ]
        return {"image": self.original["image"] | {"alt": data["alt"]}, "areas": areas}

    @classmethod
    def initial_of(cls, body: dict[str, Any]) -> dict[str, Any]:
        initial: dict[str, Any] = {"alt": body["image"]["alt"]}
        for n, area in enumerate(body["areas"], start=1):
            initial |= {f"label_{n}": area["label"], f"weight_{n}": area["weight"]}
            initial[f"note_{n}"] = text_of(area["feedback"])
        return initial


class DescriptionForm(SheetForm):
    kind = QuestionKind.DESCRIPTION

    def sheet(self, data: dict[str, Any], numbers: list[int]) -> dict[str, Any]:
        return {}

    @classmethod
    def initial_of(cls, body: dict[str, Any]) -> dict[str, Any]:
        return {}
