"""What HR fills in to anonymise somebody, or to hold their data for a case."""

from django import forms
from django.utils.translation import gettext_lazy as _

REASON_HELP = _("Dicatat di jejak audit, yang tidak pernah diubah. Jangan menulis nama atau NIP.")


class AnonymiseForm(forms.Form):
    reason = forms.CharField(label=_("Alasan"), max_length=300, help_text=REASON_HELP)
    sure = forms.BooleanField(label=_("Saya mengerti bahwa ini tidak dapat dibatalkan."))


class HoldForm(forms.Form):
    held = forms.TypedChoiceField(
        choices=[("1", "1"), ("0", "0")], coerce=lambda value: value == "1", widget=forms.HiddenInput
    )
    reason = forms.CharField(label=_("Alasan"), max_length=300, help_text=REASON_HELP)
