"""Forms of labs, and of places on a picture."""

import tomllib
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.authoring import SheetFault
from assessments.authoring.toml import toml_of
from assessments.enums import QuestionKind
from assessments.forms.question import QuestionForm, html_of, number_of, text_of
from assessments.forms.sheet_form import SheetForm, said


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
