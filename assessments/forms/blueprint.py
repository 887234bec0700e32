from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from assessments.queries.blueprint import LEVELS, Row

MOST = 99


class BlueprintForm(forms.Form):
    """A number for each skill and level, in fields ``n-<row>-<level>``; an empty one is none."""

    def __init__(self, *args: Any, table: Sequence[Row], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table = table
        for n, row in enumerate(table):
            for cell in row.cells:
                label = _("%(tag)s, tingkat %(level)s") % {"tag": row.tag, "level": cell.level}
                self.fields[f"n-{n}-{cell.level}"] = forms.IntegerField(
                    label=label,
                    min_value=0,
                    max_value=MOST,
                    required=False,
                    initial=cell.wanted or None,
                    widget=forms.NumberInput(attrs={"aria-label": label, "class": "cell-number"}),
                )

    @property
    def rows(self) -> list[tuple[Row, list[tuple[Any, forms.BoundField]]]]:
        return [
            (row, [(cell, self[f"n-{n}-{cell.level}"]) for cell in row.cells])
            for n, row in enumerate(self.table)
        ]

    @property
    def wanted(self) -> dict[tuple[str, int], int]:
        return {
            (row.tag, level): self.cleaned_data[f"n-{n}-{level}"] or 0
            for n, row in enumerate(self.table)
            for level in LEVELS
        }
