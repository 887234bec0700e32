"""Forget who a person was, and keep what the law and the statistics need (UU 27/2022, articles 42 to 44)."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.users.models import UserProfile

from lms.audit import log
from lms.people.forgetting import Share, Text, contribute, shares
from lms.people.models import User
from lms.people.queries.leaving import overdue


class NotForgettable(Exception):
    """Something stands in the way; ``obstacles`` says what, in words for people."""

    def __init__(self, obstacles: list[Text]) -> None:
        super().__init__(*obstacles)
        self.obstacles = obstacles


@transaction.atomic
def anonymise(*, user: User, reason: str, by: Any) -> None:
    """Replace or remove everything by which the person could be known. There is no way back.

    The row is locked first, so that nobody gives the account a post, a role or a hold meanwhile; this room,
    which holds the name by which others find what they have to forget, comes last. Raises ``NotForgettable``.
    """
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if found := obstacles(user):
        raise NotForgettable(found)
    for share in reversed(shares.values()):
        share.forget(user)
    log.record("people.anonymise", user, by=by, after={"anonymised": True}, reason=reason)


def forget_next(*, after: int) -> tuple[int | None, bool]:
    """Anonymise the first person beyond id ``after`` whose retention is over.

    Returns their id, None when nobody is left, and whether nothing held them back.
    """
    user = overdue().filter(pk__gt=after).order_by("pk").first()
    if user is None:
        return None, False
    try:
        anonymise(user=user, reason=_("Masa simpan akun habis."), by=None)
    except NotForgettable:
        return user.pk, False
    return user.pk, True


@transaction.atomic
def set_legal_hold(*, user: User, held: bool, reason: str, by: Any) -> None:
    """While a case is pending the person is not anonymised, neither by hand nor by the passing of time."""
    changed = (
        User.objects.get_queryset().kept().filter(pk=user.pk).exclude(legal_hold=held).update(legal_hold=held)
    )
    if changed:
        before, after = {"legal_hold": not held}, {"legal_hold": held}
        log.record("people.set_legal_hold", user, by=by, before=before, after=after, reason=reason)


def obstacles(user: User) -> list[Text]:
    """Why the person can't be anonymised now; empty when nothing stands in the way."""
    if user.anonymised_at:
        return [_("Akun ini sudah dianonimkan.")]
    return [text for share in shares.values() if (text := share.obstacle(user))]


def _obstacle(user: User) -> Text:
    if user.is_active:
        return _("Akunnya masih terbuka. Tutup akunnya lebih dulu.")
    if user.legal_hold:
        return _("Datanya ditahan untuk perkara hukum.")
    if user.postings.not_over().exists():
        return _("Masih memegang jabatan. Akhiri penempatannya lebih dulu.")
    if user.is_superuser or user.grants.not_over().exists():
        return _("Masih memegang peran di Piawai. Cabut perannya lebih dulu.")
    return ""


def _forget(user: User) -> None:
    """1. what hangs on the account; 2. the account itself, which every session dies with."""
    Authenticator.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    for profile in UserProfile.objects.filter(user=user):
        profile.avatar.delete(save=False)
        profile.delete()
    user.former_numbers.all().delete()
    user.notices.all().delete()
    user.grants.all().delete()
    user.groups.clear()
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1, **_nobody(user))
    user.refresh_from_db()


def _nobody(user: User) -> dict[str, Any]:
    return {
        **dict.fromkeys(("title_front", "title_back", "golongan", "education"), ""),
        "username": f"anonim-{user.pk}",
        "name": f"Anonim {user.pk}",
        "nip": None,
        "email": None,
        "password": make_password(None),
        "time_factor": 1,
        "wants_digest": False,
        "last_login": None,
        "anonymised_at": timezone.now(),
    }


contribute(
    "people",
    Share(
        removed=[
            gettext_lazy("Nama, gelar, NIP, nomor terdahulu, surel, golongan, dan pendidikan"),
            gettext_lazy("Kata sandi, faktor kedua, dan semua sesi"),
            gettext_lazy("Peran yang pernah dipegang, pemberitahuan, dan pilihan pribadi"),
        ],
        kept=[
            (
                gettext_lazy("Riwayat jabatan dan unit kerja, tanpa nama"),
                gettext_lazy("Laporan per unit, dan siapa yang berwenang atas sertifikatnya."),
            ),
            (
                gettext_lazy("Jejak audit, dengan nomor akun dan tanpa nama"),
                gettext_lazy("Bukti tindakan istimewa; tidak pernah diubah."),
            ),
        ],
        forget=_forget,
        obstacle=_obstacle,
    ),
)
