"""Proof of the ledger: nothing was changed, taken out or cut off, and no number is missing."""

from collections.abc import Iterator

from django.db.models import Count, Max

from certificates import chain
from certificates.enums import CertificateState, LedgerKind
from certificates.files import Damaged, read
from certificates.models import Certificate, LedgerEntry, LedgerHead, NumberSeries


def ledger_faults(*, files: bool = False) -> Iterator[str]:
    """One sentence for each thing that is wrong; with ``files``, every stored PDF is hashed too."""
    yield from _broken_links()
    yield from _missing_lines()
    yield from _missing_numbers()
    if files:
        yield from _damaged_files()


def _broken_links() -> Iterator[str]:
    previous, expected = chain.START, 1
    for entry in LedgerEntry.objects.select_related("certificate").order_by("sequence").iterator(2000):
        if entry.sequence != expected or entry.previous != previous:
            yield f"Line {entry.sequence}: does not follow line {expected - 1}."
        if entry.digest != _digest(entry):
            yield f"Line {entry.sequence}: its contents do not give its hash."
        if entry.file_sha256 != entry.certificate.sha256:
            yield f"Line {entry.sequence}: certificate {entry.certificate.number} names another file."
        previous, expected = entry.digest, entry.sequence + 1
    head = LedgerHead.objects.filter(pk=1).first() or LedgerHead()
    if (head.sequence, head.digest) != (expected - 1, previous):
        yield f"The ledger ends at line {expected - 1}, but its head says {head.sequence}."


def _digest(entry: LedgerEntry) -> str:
    return chain.digest(
        previous=entry.previous,
        sequence=entry.sequence,
        kind=entry.kind,
        number=entry.certificate.number or "",
        file_sha256=entry.file_sha256,
        at=entry.at,
    )


def _missing_lines() -> Iterator[str]:
    """Every certificate that left the pending state stands in the ledger, and withdrawn ones twice."""
    numbered = Certificate.objects.exclude(state=CertificateState.PENDING)
    withdrawn = numbered.filter(state=CertificateState.WITHDRAWN)
    for rows, kind in ((numbered, LedgerKind.ISSUED), (withdrawn, LedgerKind.WITHDRAWN)):
        noted = LedgerEntry.objects.filter(kind=kind).values("certificate")
        for number in rows.exclude(pk__in=noted).values_list("number", flat=True):
            yield f"Certificate {number}: the ledger has no {kind.value!r} line for it."


def _missing_numbers() -> Iterator[str]:
    rows = Certificate.objects.exclude(year=None).values("year").order_by("year")
    given = {row["year"]: row for row in rows.annotate(count=Count("pk"), highest=Max("sequence"))}
    for year, last in NumberSeries.objects.order_by("year").values_list("year", "last"):
        found = given.get(year, {"count": 0, "highest": 0})
        if (found["count"], found["highest"] or 0) != (last, last):
            yield f"Year {year}: {last} numbers were given, {found['count']} certificates carry one."


def _damaged_files() -> Iterator[str]:
    for certificate in Certificate.objects.printed().iterator(200):
        try:
            read(certificate)
        except Damaged:
            yield f"Certificate {certificate.number}: its file is lost or changed."
