"""Once a day: the tree over the ledger is brought up to date, and its root signed and written outside the database."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from certificates import merkle
from certificates.actions.seals import note_seal
from certificates.models import Checkpoint, LedgerEntry, LedgerHead, LedgerNode
from certificates.queries.tree import nodes_over
from certificates.sealing import keys

FOLDER = "titik-periksa"
BATCH = 2000


@transaction.atomic
def make_checkpoint(*, at: datetime) -> Checkpoint | None:
    """Sign what the ledger is now; None when nothing was added since the last time. Raises ``NoSeal``."""
    head = LedgerHead.objects.select_for_update().filter(pk=1).first()
    last = Checkpoint.objects.first()
    covered = last.size if last else 0
    if head is None or head.sequence <= covered:
        return None
    _grow(covered)
    root = merkle.root(head.sequence, nodes_over(set(merkle.complete_spans(head.sequence)))).hex()
    seal = note_seal(at=at)
    content = _text(size=head.sequence, root=root, head=head.digest, seal=seal.pk, at=at)
    made = Checkpoint.objects.create(
        size=head.sequence, root=root, content=content, signature=_signed(content), seal=seal, at=at
    )
    _write_down(made)
    return made


def _grow(covered: int) -> None:
    peaks = merkle.complete_spans(covered)
    node = nodes_over(set(peaks))
    known = [(span, node(*span)) for span in peaks]
    rows = (
        LedgerNode(first=first, count=count, digest=found.hex())
        for (first, count), found in merkle.grown(known, _leaves(covered))
        if count > 1
    )
    LedgerNode.objects.bulk_create(rows, batch_size=BATCH)


def _leaves(covered: int) -> Iterator[bytes]:
    lines = LedgerEntry.objects.filter(sequence__gt=covered).order_by("sequence")
    return (merkle.leaf(digest) for digest in lines.values_list("digest", flat=True).iterator(BATCH))


def _text(*, size: int, root: str, head: str, seal: str, at: datetime) -> str:
    facts = {
        "version": 1,
        "site": settings.PIAWAI_BASE_URL,
        "issuer": settings.PIAWAI_ISSUER,
        "size": size,
        "root": root,
        "head": head,
        "seal": seal,
        "at": at.astimezone(UTC).isoformat(timespec="seconds"),
    }
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _signed(content: str) -> str:
    return keys.current().key.sign(content.encode(), PKCS1v15(), hashes.SHA256()).hex()


def _write_down(made: Checkpoint) -> None:
    """Beside the files of the certificates, out of reach of whoever changes the database."""
    name = f"{FOLDER}/{made.at:%Y-%m-%d}-{made.size:012d}-{made.root[:16]}.json"
    text = json.dumps({"checkpoint": made.content, "signature": made.signature}, ensure_ascii=False)
    storages["private"].delete(name)
    storages["private"].save(name, ContentFile(text.encode()))
