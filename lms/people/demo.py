"""The accounts of the demo city. Their password and one-time codes are public: see the check piawai.E001."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.people.models import User

PASSWORD = "piawai-demo-2026"  # noqa: S105  (shown on the sign-in page of the demo)
TOTP_SECRET = "PIAWAIDEMOKOTAMETROKODESATUKALI2"  # noqa: S105  (shown as codes on the demo's own pages)


@dataclass(frozen=True)
class Account:
    username: str
    label: str | Promise
    password: str = PASSWORD

    @property
    def email(self) -> str:
        return f"{self.username}@piawai.example"


ACCOUNTS = (
    Account("pegawai.demo", _("Pegawai")),
    Account("pengampu.demo", _("Pengampu")),
    Account("penelaah.demo", _("Penelaah kurikulum")),
    Account("bkpsdm.demo", _("BKPSDM")),
    Account("bkpsdm2.demo", _("BKPSDM, orang kedua")),
    Account("kepala.demo", _("Kepala OPD")),
    Account("pimpinan.demo", _("Pimpinan")),
    Account("operator.demo", _("Operator")),
)
USERNAMES = frozenset(account.username for account in ACCOUNTS)


def enrol_second_factor(user: User) -> None:
    """Give a demo account the demo's authenticator and its recovery codes; a second call changes nothing."""
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        totp.TOTP.activate(user, TOTP_SECRET)
    RecoveryCodes.activate(user)


def current_code(user: User) -> str:
    """The one-time code of a demo account that still carries the demo's secret; empty for everybody else."""
    if not settings.PIAWAI_DEMO or user.username not in USERNAMES:
        return ""
    factor = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if factor is None or decrypt(factor.data["secret"]) != TOTP_SECRET:
        return ""
    counter = list(totp.yield_hotp_counters_from_time())[totp.app_settings.TOTP_TOLERANCE]
    return totp.format_hotp_value(totp.hotp_value(TOTP_SECRET, counter))
