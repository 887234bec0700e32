from datetime import datetime

from django.db import transaction

from certificates.models import LedgerHead, SealCertificate
from certificates.sealing import keys
from lms.audit.log import record


@transaction.atomic
def renew_seal(*, at: datetime) -> SealCertificate:
    """Seal with a new key from now on. Raises ``NoSeal`` where the operator provides the key.

    Whoever finds no key while the new one is written waits for it, and makes none of their own.
    """
    LedgerHead.locked()
    old = SealCertificate.objects.order_by("-first_used_at").values_list("pk", flat=True).first()
    keys.renew()
    new = note_seal(at=at)
    record("certificates.renew_seal", new, by=None, before={"key": old}, after={"key": new.pk})
    return new


def note_seal(*, at: datetime) -> SealCertificate:
    """The seal in use, kept for everybody to check by from its first certificate on. Raises ``NoSeal``.

    In the caller's transaction; the locked head of the ledger lets one process make the first key.
    """
    seal = keys.in_use()
    if seal is None:
        LedgerHead.locked()
        seal = keys.current()
    row, _created = SealCertificate.objects.get_or_create(
        pk=seal.fingerprint,
        defaults={
            "subject": seal.subject[:300],
            "pem": seal.pem,
            "first_used_at": at,
            "not_after": seal.certificate.not_valid_after_utc,
        },
    )
    return row
