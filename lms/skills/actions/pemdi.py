"""Counts and documents for indicator 3 of Pemerintah Digital."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from lms.audit import log
from lms.people.models import User
from lms.skills.enums import EvidenceSource, TagScheme
from lms.skills.models import Evidence, PemdiDocument, TrainedCount
from lms.skills.querysets import opd_of_units, postings_counted_then

TRAINING = (EvidenceSource.COURSE, EvidenceSource.EXTERNAL)


@transaction.atomic
def count_trained(*, year: int, today: date | None = None) -> int:
    """Count the year anew: as of its last day, or of today while it lasts. One grouped query; returns rows."""
    today = today or timezone.localdate()
    on = min(date(year, 12, 31), today)
    trained = postings_counted_then(on).annotate(
        is_trained=Exists(training_evidence(on).filter(user=OuterRef("user")))
    )
    groups = trained.order_by().values_list("unit_id", "role_then")
    opds = opd_of_units()
    sums: dict[tuple[int, str], list[int]] = {}
    for unit, role, staff, count in groups.annotate(
        staff=Count("pk"), trained=Count("pk", filter=Q(is_trained=True))
    ):
        both = sums.setdefault((opds[unit], role), [0, 0])
        both[0] += staff
        both[1] += count
    TrainedCount.objects.filter(year=year).delete()
    TrainedCount.objects.bulk_create(
        TrainedCount(year=year, unit_id=opd, digital_role=role, staff=staff, trained=count)
        for (opd, role), (staff, count) in sorted(sums.items())
    )
    return len(sums)


def training_evidence(on: date) -> Any:
    """What makes somebody trained on the day: valid evidence of a skill in a Pemdi cluster, out of training."""
    return Evidence.objects.valid(on).filter(source__in=TRAINING, skill__tags__scheme=TagScheme.PEMDI)


def count_years(today: date | None = None) -> int:
    """This year, and the last one once."""
    today = today or timezone.localdate()
    last = today.year - 1
    if not TrainedCount.objects.filter(year=last).exists():
        count_trained(year=last, today=today)
    return count_trained(year=today.year, today=today)


@transaction.atomic
def add_document(*, facts: Mapping[str, Any], file: File, kind: str, by: User) -> PemdiDocument:
    """Keep a document as proof; the name of the file is not kept."""
    row = PemdiDocument(file_kind=kind, added_by=by, **facts)
    row.file.save(f"dokumen.{kind}", file, save=False)
    row.save()
    log.record("skills.add_pemdi_document", row, by=by, after={"year": row.year, "kind": row.kind})
    return row


@transaction.atomic
def drop_document(*, document: PemdiDocument, by: User) -> None:
    name, storage = str(document.file.name), document.file.storage
    log.record("skills.drop_pemdi_document", document, by=by, before={"year": document.year})
    document.delete()
    transaction.on_commit(lambda: storage.delete(name))
