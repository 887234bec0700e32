"""Form fields that several rooms use."""

from typing import Any

from django import forms

from lms.core.ids import ids


class ByIdField(forms.ModelChoiceField):
    """A choice by id; a number that no id can be is no choice (SQLite would fail on it)."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value if not value or ids([str(value)]) else 0)


class ByIdsField(forms.ModelMultipleChoiceField):
    """Several choices by their ids, with the same care."""

    def clean(self, value: Any) -> Any:
        return super().clean([one if ids([str(one)]) else 0 for one in value or []])


def day_input() -> forms.DateInput:
    """A calendar where the browser has one; it takes and gives days as ``2026-11-26``."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
