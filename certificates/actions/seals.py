from datetime import datetime

from certificates.models import LedgerHead, SealCertificate
from certificates.sealing import keys


def note_seal(*, at: datetime) -> SealCertificate:
    """The seal in use, kept for everybody to check by from its first certificate on. Raises ``NoSeal``.

    In the caller's transaction; the locked head of the ledger lets one process make the first key.
    """
    seal = keys.in_use()
    if seal is None:
        LedgerHead.objects.get_or_create(pk=1)
        LedgerHead.objects.select_for_update().get(pk=1)
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
