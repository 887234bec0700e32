"""Changes of one person that other rooms and the person themselves must learn of."""

import secrets
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.audit import log
from lms.core import notices
from lms.people.actions.postings import close_postings, staffing
from lms.people.actions.standings import keep_standings
from lms.people.enums import DigitalRole
from lms.people.models import User
from lms.people.models.unit import whole_city
from lms.people.permissions import Permission


@transaction.atomic
def set_digital_role(*, user: User, role: DigitalRole, by: Any) -> None:
    before = user.digital_role
    if before == role:
        return
    with staffing([user.pk]):
        keep_standings([user.pk], on=timezone.localdate())
        user.digital_role = role
        user.save(update_fields=["digital_role"])
    log.record("people.set_digital_role", user, by=by, before={"role": before}, after={"role": str(role)})


@transaction.atomic
def set_time_factor(*, user: User, factor: Decimal, by: Any) -> None:
    """Longer quizzes for one person, given once and valid in every quiz that begins afterwards; 0 = no limit."""
    before, after = {"factor": str(user.time_factor)}, {"factor": str(factor)}
    user.time_factor = factor
    user.save(update_fields=["time_factor"])
    log.record("people.set_time_factor", user, by=by, before=before, after=after)


def unusable_password() -> str:
    """What ``make_password(None)`` gives, 160 random bits behind the mark, at a hundredth of its cost."""
    return UNUSABLE_PASSWORD_PREFIX + secrets.token_hex(20)


def close_accounts(user_ids: Collection[int], *, on: date) -> None:
    """End postings and, at once, every session of these people; retention counts from ``on``."""
    close_postings(user_ids, on=on)
    keep_standings(user_ids, on=on)
    people = User.objects.filter(pk__in=user_ids)
    people.filter(is_active=True).update(left_on=on)
    people.update(is_active=False, session_epoch=F("session_epoch") + 1)


@transaction.atomic
def deactivate(*, user: User, by: Any, reason: str = "") -> None:
    """Close the account and end the posting; every session of the person dies with this transaction."""
    with staffing([user.pk]):
        close_accounts([user.pk], on=timezone.localdate())
    user.refresh_from_db(fields=["is_active", "left_on", "session_epoch"])
    log.record(
        "people.deactivate", user, by=by, before={"active": True}, after={"active": False}, reason=reason
    )


@transaction.atomic
def reactivate(*, user: User, by: Any) -> None:
    """Open the account again; a post has to be given anew. Nobody stands behind an anonymised one."""
    if user.anonymised_at:
        raise PermissionDenied
    with staffing([user.pk]):
        keep_standings([user.pk], on=timezone.localdate())
        user.is_active, user.left_on = True, None
        user.save(update_fields=["is_active", "left_on"])
    log.record("people.reactivate", user, by=by, before={"active": False}, after={"active": True})


def may_get_link(user: User, by: User | None) -> bool:
    """Whoever carries a role that needs a second factor recovers alone once they have a password.

    A link opens the account to whoever makes it, so their say has to reach as far as its roles do.
    """
    alone = user.needs_second_factor and user.has_usable_password()
    return user.is_active and not alone and (by is None or _reaches(by, user))


def _reaches(by: User, user: User) -> bool:
    if user.is_superuser:
        return whole_city(by.units_with(Permission.IMPORT_STAFF))
    return all(by.may_in(Permission.IMPORT_STAFF, grant.unit) for grant in user.current_grants)


@transaction.atomic
def sign_in_link(*, user: User, by: Any) -> str:
    """The path of a page on which the person sets their password: works once, for three days."""
    if not may_get_link(user, by):
        raise PermissionDenied
    token = account_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    event = log.record("people.sign_in_link", user, by=by)
    notices.tell(
        [user.pk],
        event=f"sign_in_link:{event.pk}",
        title=_("Tautan masuk dibuat untuk Anda"),
        body=_("Pengelola kepegawaian membuat tautan untuk mengatur kata sandi Anda."),
    )
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), token])


@transaction.atomic
def set_preferences(*, user: User, wants_digest: bool) -> None:
    user.wants_digest = wants_digest
    user.save(update_fields=["wants_digest"])


@transaction.atomic
def create_outsider(*, by: Any, **values: Any) -> User:
    """An account for somebody without a NIP, such as a lecturer; they sign in with their e-mail address."""
    user = User.objects.create_user(values["email"], **values)
    log.record("people.create", user, by=by)
    return user
