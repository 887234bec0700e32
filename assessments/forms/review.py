"""A grid of boxes: what learners may see (rows) from which phase on (columns)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from assessments.enums import Phase, ReviewItem
from assessments.review import cleaned

BOXES = [
    (f"{item.value}.{phase.value}", f"{item.label}: {phase.label}") for item in ReviewItem for phase in Phase
]


class ReviewGrid(forms.CheckboxSelectMultiple):
    """Every box has its row and its column as its label, for who does not see the table."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = set(value or [])
        base = (attrs or {}).get("id", name)
        rows = [(item, [_box(base, item, phase, chosen) for phase in Phase]) for item in ReviewItem]
        context = {"name": name, "rows": rows, "phases": list(Phase)}
        return render_to_string("assessments/review_grid.html", context)


def _box(base: str, item: ReviewItem, phase: Phase, chosen: set[str]) -> dict[str, Any]:
    value = f"{item.value}.{phase.value}"
    return {"id": f"{base}-{item.value}-{phase.value}", "value": value, "phase": phase, "on": value in chosen}


class ReviewField(forms.MultipleChoiceField):
    """Boxes on the form, ``{item: [phase]}`` in the page."""

    widget = ReviewGrid

    def __init__(self, **more: Any) -> None:
        super().__init__(
            choices=BOXES,
            required=False,
            label=_("Yang boleh dilihat peserta"),
            help_text=_(
                "Yang dicentang terlihat sejak saat itu dan seterusnya. Nilai akhir dan lulus tidaknya selalu terlihat."
            ),
            **more,
        )

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        return [f"{item}.{phase}" for item, phases in value.items() for phase in phases]

    def clean(self, value: Any) -> dict[str, list[str]]:
        boxes = [box.split(".") for box in super().clean(value)]
        return cleaned({item.value: [phase for row, phase in boxes if row == item] for item in ReviewItem})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(self.prepare_value(initial) or []) != set(data or [])
