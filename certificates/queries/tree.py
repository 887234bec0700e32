"""Nodes of the Merkle tree out of the database, and what proves that a certificate stands in the ledger."""

from datetime import UTC
from typing import Any

from django.db.models import Q

from certificates import merkle
from certificates.enums import LedgerKind
from certificates.models import Certificate, Checkpoint, LedgerEntry, LedgerNode


def nodes_over(spans: set[merkle.Span]) -> merkle.Node:
    """A way to ask for these nodes, fetched in two queries at most; a single line is no node but a line."""
    found = _whole({span for span in spans if span[1] > 1}) | _lines(
        {first for first, size in spans if size == 1}
    )
    return lambda first, count: found[first, count]


def _whole(spans: set[merkle.Span]) -> dict[merkle.Span, bytes]:
    if not spans:
        return {}
    condition = Q(pk__in=[])
    for first, count in spans:
        condition |= Q(first=first, count=count)
    rows = LedgerNode.objects.filter(condition).order_by().values_list("first", "count", "digest")
    return {(first, count): bytes.fromhex(digest) for first, count, digest in rows}


def _lines(places: set[int]) -> dict[merkle.Span, bytes]:
    if not places:
        return {}
    rows = LedgerEntry.objects.filter(sequence__in=[place + 1 for place in places]).order_by()
    return {
        (sequence - 1, 1): merkle.leaf(digest) for sequence, digest in rows.values_list("sequence", "digest")
    }


def proof_of(certificate: Certificate) -> dict[str, Any] | None:
    """The line by which the certificate was issued, its way to the root of the newest checkpoint, and that checkpoint.

    None before the first checkpoint that covers it. Four queries.
    """
    line = LedgerEntry.objects.filter(certificate=certificate, kind=LedgerKind.ISSUED).first()
    point = Checkpoint.objects.select_related("seal").first()
    if line is None or point is None or line.sequence > point.size:
        return None
    index = line.sequence - 1
    node = nodes_over(merkle.spans_of_path(index, point.size))
    return {
        "version": 1,
        "line": {
            "previous": line.previous,
            "sequence": line.sequence,
            "kind": str(line.kind),
            "number": certificate.number,
            "file_sha256": line.file_sha256,
            "at": line.at.astimezone(UTC).isoformat(timespec="microseconds"),
        },
        "path": [one.hex() for one in merkle.path(index, point.size, node)],
        "checkpoint": point.content,
        "signature": point.signature,
        "certificates": point.seal.pem,
    }
