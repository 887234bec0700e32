"""Upload, confirm and cancel a staff sheet; forget sheets that nobody came back for."""

import hashlib
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from lms.audit import log
from lms.core.jobs import enqueue
from lms.core.retention import retention_start
from lms.people.actions.sheet_files import KEPT_FOR, forget_file, forget_strays
from lms.people.enums import ImportState
from lms.people.models import StaffImport

FINISHED = (ImportState.DONE, ImportState.REFUSED, ImportState.CANCELLED)


@transaction.atomic
def upload(*, file: UploadedFile, marks_leavers: bool, by: Any) -> StaffImport:
    """Keep the sheet privately and promise its dry run."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    staff_import = StaffImport(
        file_name=(file.name or "")[:200],
        sha256=digest.hexdigest(),
        marks_leavers=marks_leavers,
        uploaded_by=by,
    )
    staff_import.file.save(digest.hexdigest()[:32], file, save=False)
    staff_import.save()
    _promise(staff_import, "people.check_import", by)
    log.record("people.upload_staff", staff_import, by=by, after={"sha256": staff_import.sha256})
    return staff_import


@transaction.atomic
def confirm(*, staff_import: StaffImport, by: Any) -> bool:
    """Promise the import of a sheet that passed its dry run; False when it is not, or no longer, ready."""
    ready = StaffImport.objects.filter(pk=staff_import.pk, state=ImportState.READY).exclude(file="")
    if not ready.update(state=ImportState.IMPORTING):
        return False
    _promise(staff_import, "people.apply_import", by)
    log.record("people.confirm_staff", staff_import, by=by)
    return True


@transaction.atomic
def cancel(*, staff_import: StaffImport, by: Any) -> bool:
    """Drop a sheet that has not been imported; False when it is too late."""
    still = StaffImport.objects.cancellable().filter(pk=staff_import.pk).values("pk")
    if not StaffImport.objects.filter(pk__in=still).update(state=ImportState.CANCELLED):
        return False
    forget_file(staff_import)
    log.record("people.cancel_staff", staff_import, by=by)
    return True


@transaction.atomic
def forget_old(*, now: datetime) -> int:
    """Cancel imports left for a day; delete sheets still there, and names of people older than 30 days.

    A whole import goes when its own retention is over.
    """
    old = now - KEPT_FOR
    left = StaffImport.objects.cancellable().filter(uploaded_at__lt=old).values_list("pk", flat=True)
    StaffImport.objects.filter(pk__in=list(left)).update(state=ImportState.CANCELLED)
    kept = list(StaffImport.objects.filter(state__in=FINISHED).exclude(file=""))
    for staff_import in kept:
        forget_file(staff_import)
    _forget_names(now - 30 * KEPT_FOR)
    if until := retention_start(settings.PIAWAI_RETENTION_IMPORT_MONTHS, now):
        StaffImport.objects.filter(state__in=FINISHED, file="", uploaded_at__lt=until).delete()
    return len(kept) + forget_strays(now)


def _forget_names(until: datetime) -> None:
    """Fault lists quote rows, summaries name leavers; counts stay."""
    old = StaffImport.objects.filter(uploaded_at__lt=until)
    old.exclude(faults=[]).update(faults=[])
    for staff_import in old.filter(summary__has_key="leaver_names"):
        del staff_import.summary["leaver_names"]
        staff_import.save(update_fields=["summary"])


def _promise(staff_import: StaffImport, kind: str, by: Any) -> None:
    staff_import.job = enqueue(kind, {"import": staff_import.pk}, by=by, key=str(staff_import.pk))
    staff_import.save(update_fields=["job"])
