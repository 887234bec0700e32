"""The form of each kind of question."""

from typing import Any

from assessments.forms.addresses import AddressForm
from assessments.forms.answers import CalculatedForm, NumericForm, ShortForm
from assessments.forms.by_hand import EssayForm, FileForm
from assessments.forms.gaps import ClozeForm, WordsForm
from assessments.forms.parts import DescriptionForm, MatchingForm, OrderingForm
from assessments.forms.places import HotspotForm
from assessments.forms.question import MultipleForm, SingleForm, TruthForm
from assessments.forms.scenes import LabForm

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
            EssayForm,
            FileForm,
            DescriptionForm,
        ),
    )
}
