"""An import that is cut off at any of its writes leaves nothing, and its next try does all of it (I8)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from lms.audit.models import Event
from lms.core import jobs
from lms.core.models import Job, Notice
from lms.people.actions import staff_imports
from lms.people.enums import ImportState, Role
from lms.people.models import Position, Posting, RoleGrant, StaffImport, Unit, User
from lms.people.sheets.sample import sample_nip
from lms.skills.models import CoverageCell
from tests import factories
from tests.breaking import power_until, table_rows
from tests.people.sheets.sheets import cells, text

pytestmark = pytest.mark.django_db
STAFF = (User, Unit, Position, Posting, RoleGrant, CoverageCell)


@pytest.fixture
def waiting(run_jobs) -> StaffImport:
    """Confirmed and not yet done: somebody new in a new unit, a mover who is head, a leaver, a change."""
    city = factories.city()
    old, new = (
        factories.unit(parent=city, name="Dinas Contoh"),
        factories.unit(parent=city, name="Dinas Baru"),
    )
    hr = factories.user()
    factories.grant(hr, Role.HR, city)
    factories.requirement()
    known = [
        factories.user(nip=sample_nip(serial), name="Lama", employment_status="PNS") for serial in range(3)
    ]
    for person in known:
        factories.posting(user=person, unit=old)
    factories.grant(known[0], Role.OPD_HEAD, old)
    rows = [
        cells(nip_baru=sample_nip(0), unor_nama=new.name),
        cells(nip_baru=sample_nip(1), kedudukan_hukum_nama="Pensiun"),
        cells(nip_baru=sample_nip(3), unor_id="B9", unor_nama="Bidang Baru", jabatan_nama="Penata"),
    ]
    file = SimpleUploadedFile("pegawai.csv", text(rows).read())
    staff_import = staff_imports.upload(file=file, marks_leavers=True, by=hr)
    run_jobs()
    staff_imports.confirm(staff_import=staff_import, by=hr)
    return StaffImport.objects.get()


def state() -> str:
    return StaffImport.objects.get().state


def again(job: Job) -> bool:
    """The next try, as if its waiting time were over."""
    Job.objects.filter(pk=job.pk).update(run_after=timezone.now() - timedelta(seconds=1))
    return jobs.run(job.pk)


def test_the_whole_import_does_what_the_sheet_says(waiting):
    jobs.run(waiting.job.pk)

    assert state() == ImportState.DONE
    assert [StaffImport.objects.get().summary[kind] for kind in ("new", "moved", "leavers")] == [1, 1, 2]
    assert (RoleGrant.objects.current().filter(role=Role.OPD_HEAD).count(), Unit.objects.count()) == (0, 4)


def test_cut_off_at_any_write_it_leaves_nothing_and_can_be_done_again(waiting):
    """The first write is the claim of the job, the last its end; every second one fails here, and is undone."""
    before, writes = table_rows(*STAFF), 0

    for last in range(2, 100, 2):
        start = transaction.savepoint()
        with power_until(last) as power:
            jobs.run(waiting.job.pk)
        if power.writes < last:
            break
        writes = last
        assert (table_rows(*STAFF), state()) == (before, ImportState.IMPORTING), last
        assert not Event.objects.filter(act="people.import_staff").exists(), last
        assert (again(waiting.job), state()) == (True, ImportState.DONE), last
        assert Notice.objects.filter(title="Impor pegawai selesai").count() == 1, last
        transaction.savepoint_rollback(start)

    assert (writes > 20, state()) == (True, ImportState.DONE)
