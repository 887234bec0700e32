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
    yield from _unheeded_lines()
    yield from _missing_numbers()
    if files:
        yield from _damaged_files()


def _broken_links() -> Iterator[str]:
    previous, expected = chain.START, 1
    for entry in LedgerEntry.objects.select_related("certificate").order_by("sequence").iterator(2000):
        if entry.sequence != expected or entry.previous != previous:
            yield f"Line {entry.sequence}: does not follow line {expected - 1}."
        if entry.digest != entry.expected_digest():
            yield f"Line {entry.sequence}: its contents do not give its hash."
        if entry.certificate and entry.file_sha256 != entry.certificate.sha256:
            yield f"Line {entry.sequence}: certificate {entry.certificate.number} names another file."
        previous, expected = entry.digest, entry.sequence + 1
    head = LedgerHead.objects.filter(pk=1).first() or LedgerHead()
    if (head.sequence, head.digest) != (expected - 1, previous):
        yield f"The ledger ends at line {expected - 1}, but its head says {head.sequence}."


def _missing_lines() -> Iterator[str]:
    """Every certificate that left the pending state stands in the ledger, and withdrawn ones twice."""
    numbered = Certificate.objects.exclude(state=CertificateState.PENDING)
    withdrawn = numbered.filter(state=CertificateState.WITHDRAWN)
    for rows, kind in ((numbered, LedgerKind.ISSUED), (withdrawn, LedgerKind.WITHDRAWN)):
        noted = LedgerEntry.objects.filter(kind=kind).exclude(certificate=None).values("certificate")
        for number in rows.exclude(pk__in=noted).values_list("number", flat=True):
            yield f"Certificate {number}: the ledger has no {kind.value!r} line for it."


def _unheeded_lines() -> Iterator[str]:
    """What the ledger says of a certificate is what the certificate says of itself."""
    lines = LedgerEntry.objects.exclude(certificate=None)
    revived = lines.filter(kind=LedgerKind.WITHDRAWN).exclude(certificate__state=CertificateState.WITHDRAWN)
    recalled = lines.filter(kind=LedgerKind.ISSUED, certificate__state=CertificateState.PENDING)
    for rows in (recalled, revived):
        for number, kind, state in rows.values_list("certificate__number", "kind", "certificate__state"):
            yield f"Certificate {number}: the ledger says {kind!r}, it says {state!r}."


def _missing_numbers() -> Iterator[str]:
    rows = Certificate.objects.exclude(year=None).values("year").order_by("year")
    counted = rows.annotate(count=Count("pk"), highest=Max("sequence"))
    given = {row["year"]: (row["count"], row["highest"] or 0) for row in counted}
    for year, last in NumberSeries.objects.order_by("year").values_list("year", "last"):
        count, highest = given.get(year, (0, 0))
        gaps = _gaps(year)
        missing = sum(end - start + 1 for start, end in gaps)
        if (count + missing, max([highest, *(end for _start, end in gaps)])) != (last, last):
            yield f"Year {year}: {last} numbers were given, {count} certificates carry one."


def _gaps(year: int) -> list[tuple[int, int]]:
    """First and last number of each gap that the ledger itself tells of."""
    lines = LedgerEntry.objects.filter(kind=LedgerKind.SKIPPED, numbers__startswith=f"{year}:")
    spans = [numbers.partition(":")[2].partition("-") for numbers in lines.values_list("numbers", flat=True)]
    return [(int(first), int(last)) for first, _dash, last in spans]


def _damaged_files() -> Iterator[str]:
    for certificate in Certificate.objects.printed().iterator(200):
        try:
            read(certificate)
        except Damaged:
            yield f"Certificate {certificate.number}: its file is lost or changed."
