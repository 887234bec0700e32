"""The form of questions on addresses and networks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.enums import QuestionKind
from assessments.forms.question import text_of
from assessments.forms.sheet_form import SheetForm, said

ADDRESS_ROWS = 3
FORM_CHOICES = [
    ("address", _("Alamat IP")),
    ("mask", _("Mask jaringan")),
    ("cidr", _("Alamat jaringan beserta mask")),
    ("range", _("Rentang alamat")),
    ("route", _("Rute")),
    ("number", _("Angka")),
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
