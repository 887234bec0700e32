"""A person's number changes with a new contract; the old one stays theirs for ever."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.audit import log
from lms.people.models import FormerNumber, User
from lms.people.rules import masked_nip


@transaction.atomic
def change_nip(*, user: User, nip: str, by: Any) -> None:
    """Raises ``ValidationError`` when somebody has or had the number; the user name follows the number."""
    before = user.nip
    if before == nip:
        return
    taken = User.objects.exclude(pk=user.pk).filter(nip=nip) | User.objects.exclude(pk=user.pk).filter(
        username=nip
    )
    if taken.exists() or FormerNumber.objects.exclude(user=user).filter(nip=nip).exists():
        raise ValidationError(_("Nomor ini sudah dipakai pegawai lain."))
    FormerNumber.objects.filter(user=user, nip=nip).delete()
    if before:
        FormerNumber.objects.create(user=user, nip=before, until=timezone.localdate())
    user.username = nip if user.username == before else user.username
    user.nip = nip
    user.save(update_fields=["nip", "username"])
    log.record(
        "people.change_nip",
        user,
        by=by,
        before={"nip": masked_nip(before or "")},
        after={"nip": masked_nip(nip)},
    )
