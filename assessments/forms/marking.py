from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.grading.by_hand import BadPoints, checked_points

POINTS = "poin_"


class MarkForm(forms.Form):
    """Points for each criterion of a rubric, and a word to the learner; ``done``: what is settled asks for a reason."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(
        label=gettext_lazy("Catatan bagi peserta"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, *args: Any, body: dict[str, Any], rubric: Sequence[Mapping[str, str]], done: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.question, self.rubric = body, rubric
        for row in rubric:
            self.fields[f"{POINTS}{row['id']}"] = forms.CharField(
                label=_("%(text)s (0 sampai %(most)s)") % {"text": row["text"], "most": row["points"]},
                max_length=10,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )
        if done:
            self.fields["reason"] = forms.CharField(
                label=_("Alasan perubahan"),
                max_length=500,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=_("Dibaca peserta bila nilainya berubah, dan tersimpan di jejak audit."),
            )
        self.order_fields([*(f"{POINTS}{row['id']}" for row in rubric), "comment", "reason"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        points = {row["id"]: data.get(f"{POINTS}{row['id']}", "") for row in self.rubric}
        if not self.errors:
            try:
                data["points"] = checked_points(self.question, points)
            except BadPoints as fault:
                raise forms.ValidationError(str(fault)) from None
        return data
