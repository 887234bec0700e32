"""What the import of a large staff sheet costs, measured in the throw-away database of ``manage.py bench``."""

import resource
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files import File
from django.utils import timezone

from lms.people.actions import staff_imports
from lms.people.actions.city import load_city
from lms.people.actions.staff_apply import apply
from lms.people.actions.staff_check import check
from lms.people.enums import ImportState, Role
from lms.people.models import RoleGrant, StaffImport, Unit, User
from lms.people.sheets.sample import write_sample

ROWS = 10_000
Figure = tuple[str, float, str, str, bool]


def figures() -> Iterator[Figure]:
    """(name, value, unit, goal, ok) for the dry run, its memory above the start, the import, and a second run."""
    load_city()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pegawai.xlsx"
        write_sample(path, ROWS)
        first = _upload(path)
        seconds, megabytes = _dry_run(first)
        yield f"import: dry run of {ROWS} rows", seconds, "s", "≤ 30", seconds <= 30
        yield "import: memory of the dry run above the start", megabytes, "MB", "≤ 80", megabytes <= 80
        seconds = _import(first)
        yield f"import: {ROWS} rows, all or nothing", seconds, "s", "≤ 60", seconds <= 60
        second = _upload(path)
        _dry_run(second)
        second.refresh_from_db()
        changed = second.rows - second.summary["unchanged"]
        yield "import: rows changed by a second run of the same sheet", changed, "rows", "0", changed == 0
        staff_imports.cancel(staff_import=second, by=second.uploaded_by)


def _upload(path: Path) -> StaffImport:
    """A sheet in the state of a fresh upload, by an importer for the whole city."""
    user, _created = User.objects.get_or_create(username="bench.import", defaults={"name": "Bench"})
    RoleGrant.objects.get_or_create(user=user, role=Role.HR, unit=Unit.objects.get(parent=None))
    with path.open("rb") as file:
        return staff_imports.upload(file=File(file, name=path.name), marks_leavers=False, by=user)


def _dry_run(staff_import: StaffImport) -> tuple[float, float]:
    before, start = _peak(), time.perf_counter()
    check(staff_import=staff_import, report=lambda done, total: None)
    return round(time.perf_counter() - start, 1), round(_peak() - before, 1)


def _import(staff_import: StaffImport) -> float:
    ready = StaffImport.objects.filter(pk=staff_import.pk, state=ImportState.READY)
    ready.update(state=ImportState.IMPORTING, uploaded_at=timezone.now())
    staff_import.refresh_from_db()
    start = time.perf_counter()
    apply(staff_import=staff_import)
    return round(time.perf_counter() - start, 1)


def _peak() -> float:
    """The most memory this process has held so far, in MB (Linux counts kilobytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
