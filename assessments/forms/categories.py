from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.categories import BadPath, clean_path


class CategoryForm(forms.Form):
    """A path in the tree of a bank."""

    path = forms.CharField(
        label=_("Nama atau jalur"),
        max_length=400,
        help_text=_("Garis miring memisahkan tingkat, misalnya Jaringan/Alamat IP."),
    )

    def clean_path(self) -> str:
        try:
            path = clean_path(self.cleaned_data["path"])
        except BadPath as fault:
            raise forms.ValidationError(str(fault)) from None
        if not path:
            raise forms.ValidationError(_("Tulis paling sedikit satu nama."))
        return path
