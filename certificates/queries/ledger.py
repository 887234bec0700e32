"""Proof of the ledger: nothing was changed, taken out or cut off, and no number is missing."""

import json
from collections.abc import Iterator, Mapping

from django.db.models import Count, Max

from certificates import chain, merkle
from certificates.enums import CertificateState, LedgerKind
from certificates.files import Damaged, read
from certificates.models import Certificate, Checkpoint, LedgerEntry, LedgerHead, NumberSeries

ENDINGS = [
    (CertificateState.WITHDRAWN, LedgerKind.WITHDRAWN),
    (CertificateState.SUPERSEDED, LedgerKind.SUPERSEDED),
]


def ledger_faults(*, files: bool = False) -> Iterator[str]:
    """One sentence for each thing that is wrong; with ``files``, every stored PDF is hashed too."""
    yield from _broken_links()
    yield from _missing_lines()
    yield from _unheeded_lines()
    yield from _missing_numbers()
    yield from _broken_checkpoints()
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


def _broken_checkpoints() -> Iterator[str]:
    """The ledger of then is still the beginning of the ledger of now: the tree is made anew from the lines, once."""
    points = {point.size: point for point in Checkpoint.objects.order_by("size")}
    lines = LedgerEntry.objects.order_by("sequence").values_list("digest", flat=True)
    nodes: dict[merkle.Span, bytes] = {}  # no more than the largest whole subtrees so far
    leaves = (merkle.leaf(digest) for digest in lines.iterator(2000))
    ends = set()
    for (first, count), found in merkle.grown([], leaves):
        nodes[first, count] = found
        for half in (first, first + count // 2):
            nodes.pop((half, count // 2), None)
        size = first + count
        if count == 1 and size - 1 in points:
            ends |= _differs(points[size - 1], nodes)
    reached = max((first + count for first, count in nodes), default=0)
    if reached in points:
        ends |= _differs(points[reached], nodes)
    yield from sorted(
        ends | {f"Checkpoint of {n} lines: the ledger is shorter." for n in points if n > reached}
    )


def _differs(point: Checkpoint, nodes: Mapping[merkle.Span, bytes]) -> set[str]:
    root = merkle.root(point.size, lambda first, count: nodes[first, count]).hex()
    told = json.loads(point.content)
    whole = (told["size"], told["root"]) == (point.size, point.root)
    return (
        set() if whole and root == point.root else {f"Checkpoint of {point.size} lines: its root is another."}
    )


def _missing_lines() -> Iterator[str]:
    """Every certificate that left the pending state stands in the ledger, and those that ended twice."""
    numbered = Certificate.objects.exclude(state=CertificateState.PENDING)
    told = [(numbered, LedgerKind.ISSUED)]
    told += [(numbered.filter(state=state), kind) for state, kind in ENDINGS]
    for rows, kind in told:
        noted = LedgerEntry.objects.filter(kind=kind).exclude(certificate=None).values("certificate")
        for number in rows.exclude(pk__in=noted).values_list("number", flat=True):
            yield f"Certificate {number}: the ledger has no {kind.value!r} line for it."


def _unheeded_lines() -> Iterator[str]:
    """What the ledger says of a certificate is what the certificate says of itself."""
    lines = LedgerEntry.objects.exclude(certificate=None)
    revived = [lines.filter(kind=kind).exclude(certificate__state=state) for state, kind in ENDINGS]
    recalled = lines.filter(kind=LedgerKind.ISSUED, certificate__state=CertificateState.PENDING)
    for rows in (recalled, *revived):
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
