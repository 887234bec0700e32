"""The form of each kind of question."""

from typing import Any

from assessments.forms.answers import CalculatedForm, NumericForm, ShortForm
from assessments.forms.parts import (
    AddressForm,
    ClozeForm,
    DescriptionForm,
    HotspotForm,
    LabForm,
    MatchingForm,
    OrderingForm,
    WordsForm,
)
from assessments.forms.question import MultipleForm, SingleForm, TruthForm

FORMS: dict[str, type[Any]] = {
    form.kind: form
    for form in (
        *(SingleForm, MultipleForm, TruthForm, NumericForm, CalculatedForm, ShortForm),
        *(
            MatchingForm,
            OrderingForm,
            ClozeForm,
            WordsForm,
            AddressForm,
            LabForm,
            HotspotForm,
            DescriptionForm,
        ),
    )
}

WRITABLE = [kind for kind in FORMS if kind != HotspotForm.kind]  # a picture comes with an import
