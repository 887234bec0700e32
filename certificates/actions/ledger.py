from datetime import datetime

from certificates import chain
from certificates.enums import LedgerKind
from certificates.models import Certificate, LedgerEntry, LedgerHead


def append(*, certificate: Certificate, kind: LedgerKind, at: datetime) -> LedgerEntry:
    """Add a line in the caller's transaction; the locked head lets one transaction through at a time."""
    LedgerHead.objects.get_or_create(pk=1)
    head = LedgerHead.objects.select_for_update().get(pk=1)
    sequence = head.sequence + 1
    digest = chain.digest(
        previous=head.digest,
        sequence=sequence,
        kind=kind,
        number=certificate.number or "",
        file_sha256=certificate.sha256,
        at=at,
    )
    LedgerHead.objects.filter(pk=1).update(sequence=sequence, digest=digest)
    return LedgerEntry.objects.create(
        sequence=sequence,
        certificate=certificate,
        kind=kind,
        at=at,
        file_sha256=certificate.sha256,
        previous=head.digest,
        digest=digest,
    )
