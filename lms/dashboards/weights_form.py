from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lms.dashboards.independence_words import NAMES


def _weight(name: str) -> forms.IntegerField:
    return forms.IntegerField(label=cast(str, NAMES[name]), min_value=0, max_value=100)


class WeightsForm(forms.Form):
    coverage = _weight("coverage")
    depth = _weight("depth")
    freshness = _weight("freshness")
    continuity = _weight("continuity")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if len(data) == len(self.fields) and sum(data.values()) != 100:
            raise ValidationError(
                _("Jumlah bobot harus 100, sekarang %(sum)s.") % {"sum": sum(data.values())}
            )
        return data
