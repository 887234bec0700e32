"""A staff sheet with 10,000 rows: time and memory of its dry run, and how long the import locks writers out."""

import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from django.core.files.uploadedfile import SimpleUploadedFile

from lms.core import jobs
from lms.dashboards.bench.measure import Figure
from lms.people.actions.staff_apply import apply, prepared
from lms.people.actions.staff_imports import confirm, upload
from lms.people.models import StaffImport, User
from lms.people.sheets.sample import write_sample

ROWS = 10_000
MEGABYTE = 1_000_000


def figures() -> Iterator[Figure]:
    hr = User.objects.get(username="bkpsdm.demo")
    seconds, staff_import = _dry_run(ROWS, hr)
    yield Figure("import_10000.dry_run", seconds, "s", "<= 30", seconds <= 30)
    ready = staff_import.state == "ready"
    yield Figure(
        "import_10000.rows", staff_import.rows, "rows", f"= {ROWS}", ready and staff_import.rows == ROWS
    )
    held = _write_lock(staff_import, hr)
    yield Figure("import_10000.write_lock", held, "s", "<= 5", held <= 5)
    small, large = _peak(ROWS // 10, hr), _peak(ROWS, hr)
    yield Figure("import_10000.memory", large, "MB", f"<= 4 x {small:.0f} (1,000 rows)", large <= 4 * small)


def _write_lock(staff_import: StaffImport, hr: User) -> float:
    """How long the import keeps other writers out: its one transaction, after all that needs no lock."""
    confirm(staff_import=staff_import, by=hr)
    with prepared(staff_import) as sheet:
        began = time.perf_counter()
        apply(staff_import=staff_import, sheet=sheet)
        return time.perf_counter() - began


def _dry_run(rows: int, hr: User) -> tuple[float, StaffImport]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pegawai.xlsx"
        write_sample(path, rows)
        file = SimpleUploadedFile(path.name, path.read_bytes())
    staff_import = upload(file=file, marks_leavers=False, by=hr)
    began = time.perf_counter()
    jobs.run(cast(int, staff_import.job_id))
    seconds = time.perf_counter() - began
    staff_import.refresh_from_db()
    return seconds, staff_import


def _peak(rows: int, hr: User) -> float:
    """Peak of Python memory during a dry run, in MB; measured apart, because counting slows the run down."""
    tracemalloc.start()
    _dry_run(rows, hr)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / MEGABYTE
