"""The sign-in forms of allauth in our words, with the demo's help where the demo is on."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django.conf import settings
from django.core.cache import cache
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


class CodeWorksOnce:
    """A code is refused a second time for as long as it would be accepted; allauth remembers one step only."""

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        steps = 1 + 2 * mfa_settings.TOTP_TOLERANCE
        key = f"second-factor-used:{self.user.pk}:{code}"  # type: ignore[attr-defined]
        if not cache.add(key, True, timeout=steps * mfa_settings.TOTP_PERIOD):
            raise get_adapter().validation_error("incorrect_code")
        return code


class ConfirmForm(CodeWorksOnce, mfa_forms.ReauthenticateForm):
    pass


class SecondFactorForm(CodeWorksOnce, mfa_forms.AuthenticateForm):
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
