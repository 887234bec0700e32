"""When the retention of a certificate is over, and its holder is anonymised, it forgets whose it was."""

from datetime import datetime

from django.conf import settings
from django.core.files.storage import storages
from django.db import transaction

from certificates.enums import CertificateState
from certificates.models import Certificate, Credential
from lms.audit.log import record
from lms.core.retention import retention_start

BATCH = 200
PERSONAL = ("name", "nip", "rank", "position", "unit", "opd")


@transaction.atomic
def forget_some(now: datetime) -> int:
    """Up to ``BATCH`` certificates; 0 when none is left. Numbers, hashes and the ledger stay as they are."""
    until = retention_start(12 * settings.PIAWAI_RETENTION_CERTIFICATE_YEARS, now)
    if until is None:
        return 0
    over = Certificate.objects.filter(issued_at__lt=until, forgotten_at=None)
    rows = list(over.exclude(user__anonymised_at=None).exclude(state=CertificateState.PENDING)[:BATCH])
    for certificate in rows:
        _forget(certificate, now)
    return len(rows)


def _forget(certificate: Certificate, now: datetime) -> None:
    """The ledger knows the file by its hash alone, so it goes on verifying without the file."""
    Credential.objects.filter(certificate=certificate).delete()
    certificate.snapshot |= dict.fromkeys(PERSONAL, "")
    certificate.withdrawal_reason = "–" if certificate.withdrawal_reason else ""
    certificate.forgotten_at = now
    certificate.save(update_fields=["snapshot", "withdrawal_reason", "forgotten_at"])
    record("certificates.forget", certificate, by=None, after={"forgotten": True})
    name = certificate.file.name
    if name:
        transaction.on_commit(lambda: storages["private"].delete(name))
