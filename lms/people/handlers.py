"""Background work of people: dry run and import of staff sheets, nightly tidying."""

from datetime import time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core import jobs, schedule
from lms.core.jobs import LeaseLost, More, Refused, Result, enqueue, handler
from lms.core.models import Job
from lms.people.actions import anonymise, groups, reorganise, staff_apply, staff_check, staff_imports
from lms.people.enums import ImportState
from lms.people.models import Reorganisation, StaffImport

IMPORT_LEASE = timedelta(minutes=30)


@handler("people.check_import", label=_("Memeriksa lembar pegawai"), atomic=False)
def check_import(job: Job) -> Result:
    staff_import = StaffImport.objects.select_related("uploaded_by").filter(pk=job.payload["import"]).first()
    if staff_import is None:
        return None
    staff_check.check(staff_import=staff_import, report=lambda done, total: jobs.report(job, done, total))
    return None


@handler("people.apply_import", label=_("Mengimpor pegawai"), atomic=False)
def apply_import(job: Job) -> Result:
    """1. read the sheet without a lock; 2. write it together with the end of the job, all or nothing.

    The second step holds the job's row: who wants to claim it meanwhile waits, and then finds it done.
    """
    importing = StaffImport.objects.filter(pk=job.payload["import"], state=ImportState.IMPORTING)
    staff_import = importing.select_related("uploaded_by").first()
    if staff_import is None:
        return None
    with staff_apply.prepared(staff_import) as sheet, transaction.atomic():
        if not job.mine().update(lease_until=timezone.now() + IMPORT_LEASE):
            raise LeaseLost
        jobs.finish(job, staff_apply.apply(staff_import=staff_import, sheet=sheet))
    return None


@handler("people.forget_sheets", label=_("Menghapus lembar pegawai lama"))
def forget_sheets(job: Job) -> Result:
    return {"files": staff_imports.forget_old(now=timezone.now())}


@handler("people.forget_leavers", label=_("Menganonimkan akun yang masa simpannya habis"))
def forget_leavers(job: Job) -> More | Result:
    """One person a transaction; whoever is held back by another room is passed over until tomorrow."""
    done, after = job.payload.get("done", 0), job.payload.get("after", 0)
    last, forgotten = anonymise.forget_next(after=after)
    if last is None:
        return {"people": done}
    return More(done + forgotten, 0, {"done": done + forgotten, "after": last})


@handler("people.reorganise", label=_("Menerapkan penataan unit"), atomic=False)
def carry_out(job: Job) -> Result:
    """All steps in one transaction; what has become impossible makes a draft of it again."""
    row = Reorganisation.objects.filter(pk=job.payload["reorganisation"]).first()
    if row is None:
        return None
    try:
        return {"steps": reorganise.carry_out(reorganisation=row)}
    except reorganise.NotPossible as error:
        reorganise.call_off(reorganisation=row, by=None, fault=str(error))
        raise Refused(str(error)) from None


@handler("people.reorganise_due", label=_("Menerapkan penataan unit yang tiba tanggalnya"))
def carry_out_due(job: Job) -> Result:
    rows = Reorganisation.objects.due(timezone.localdate()).order_by("on", "pk")
    for row in rows:
        enqueue("people.reorganise", {"reorganisation": row.pk}, key=f"{row.pk}:{timezone.localdate()}")
    return {"reorganisations": len(rows)}


@handler("people.sync_groups", label=_("Menyelaraskan kelompok penulis"))
def sync_groups(job: Job) -> Result:
    return {"changed": groups.sync_all()}


schedule.every_day("people.reorganise_due", after=time(0, 1))
schedule.every_day("people.forget_sheets", after=time(1, 0))
schedule.every_day("people.forget_leavers", after=time(1, 15))
schedule.every_day("people.sync_groups", after=time(0, 5))
