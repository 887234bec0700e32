from datetime import datetime

from certificates.enums import LedgerKind
from certificates.models import Certificate, LedgerEntry, LedgerHead


def append(
    *, kind: LedgerKind, at: datetime, certificate: Certificate | None = None, numbers: str = ""
) -> LedgerEntry:
    """Add a line in the caller's transaction; the locked head lets one transaction through at a time.

    It is about a certificate, or about ``numbers`` that no certificate carries.
    """
    head = LedgerHead.locked()
    entry = LedgerEntry(
        sequence=head.sequence + 1,
        certificate=certificate,
        numbers=numbers,
        kind=kind,
        at=at,
        file_sha256=certificate.sha256 if certificate else "",
        previous=head.digest,
    )
    entry.digest = entry.expected_digest()
    entry.save(force_insert=True)
    LedgerHead.objects.filter(pk=1).update(sequence=entry.sequence, digest=entry.digest)
    return entry
