from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.enums import CertificateState
from certificates.models import Certificate
from certificates.queries.public import issued_by_number, issued_by_token


class VerifyForm(forms.Form):
    """A number with its code, or the link in their place; ``certificate`` is what they lead to."""

    use_required_attribute = False
    certificate: Certificate | None = None

    number = forms.CharField(label=_("Nomor sertifikat"), max_length=80)
    code = forms.CharField(
        label=_("Kode"),
        max_length=24,
        help_text=_("Tercetak di bagian bawah sertifikat, misalnya 7K3M-9QXA-2F4D."),
    )
    link = forms.CharField(label=_("Atau tautan dari kode QR"), max_length=300, required=False)

    def __init__(self, data: Mapping[str, str] | None = None) -> None:
        super().__init__(data)
        has_link = bool(data and data.get("link"))
        self.fields["number"].required = self.fields["code"].required = not has_link

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        self.certificate = _found(**data)
        if self.certificate is None:
            raise forms.ValidationError(
                _("Tidak ada sertifikat dengan data ini. Periksa kembali nomor, kode, atau tautannya.")
            )
        return data


def _found(*, number: str, code: str, link: str) -> Certificate | None:
    return issued_by_token(_token(link)) if link else issued_by_number(number, code)


def _token(link: str) -> str:
    """The last piece of the path of a link, wherever the link leads."""
    try:
        return urlsplit(link).path.rstrip("/").rpartition("/")[2][:43]
    except ValueError:
        return ""


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan pencabutan"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Dibaca oleh pemegang sertifikat dan tersimpan di jejak audit."),
    )


class CorrectForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan penggantian"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Tersimpan di jejak audit."),
    )


class FilterForm(forms.Form):
    """Search over the certificates one is in charge of; what does not make sense is left out."""

    cari = forms.CharField(label=_("Nomor atau nama"), max_length=100, required=False)
    keadaan = forms.ChoiceField(
        label=_("Keadaan"), choices=[("", _("Semua")), *CertificateState.choices], required=False
    )
