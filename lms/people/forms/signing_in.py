"""The sign-in forms of allauth in our words, with the demo's help where the demo is on."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lms.people import demo


class LoginForm(account_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("NIP atau surel")
        self.fields["login"].widget.attrs.pop("placeholder", None)
        self.fields["password"].label = _("Kata sandi")
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""

    @property
    def demo_accounts(self) -> tuple[demo.Account, ...]:
        return demo.ACCOUNTS if settings.PIAWAI_DEMO else ()


class SecondFactorForm(mfa_forms.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Kode dari aplikasi autentikator, atau kode pemulihan")
        self.fields["code"].widget.attrs.pop("placeholder", None)

    @property
    def demo_code(self) -> str:
        return demo.current_code(self.user)


class AddKeyForm(webauthn_forms.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Nama kunci")
        self.fields["passwordless"].label = _("Dapat dipakai masuk tanpa kata sandi")
        self.fields["passwordless"].help_text = _(
            "Untuk ponsel atau laptop Anda sendiri yang terkunci dengan sidik jari, wajah, atau PIN."
        )


class EditKeyForm(webauthn_forms.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Nama kunci")
