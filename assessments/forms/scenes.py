"""Forms of labs."""

import tomllib
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.authoring import SheetFault
from assessments.authoring.toml import toml_of
from assessments.enums import QuestionKind
from assessments.forms.question import text_of
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
