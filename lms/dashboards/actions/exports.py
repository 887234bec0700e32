"""Sheets that are written in the background: promised with an audit event, written with what is seen then."""

import secrets
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import IO, Any, TypeVar

from django.core.files import File
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.audit import log
from lms.core.exports import saved, workbook, write_sheet
from lms.core.jobs import Refused, enqueue, report
from lms.core.models import Job
from lms.dashboards.jp_sheets import (
    jp_definition_rows,
    jp_person_heads,
    jp_person_row,
    jp_unit_heads,
    jp_unit_rows,
)
from lms.dashboards.queries.coverage import coverage_matrix
from lms.dashboards.queries.gaps import Gaps
from lms.dashboards.queries.jp_units import jp_people, jp_table, walked
from lms.dashboards.scope import Filters
from lms.dashboards.sheets import (
    coverage_rows,
    definition_rows,
    filter_rows,
    gap_heads,
    gap_row,
    matrix_heads,
)
from lms.people.models import User

T = TypeVar("T")
GAPS, COVERAGE = "dashboards.export_gaps", "dashboards.export_coverage"
PEMDI = "dashboards.pemdi_pack"
JP = "dashboards.export_jp"
TRAJECTORY, INDEPENDENCE = "dashboards.export_trajectory", "dashboards.export_independence"
SIASN = "dashboards.siasn_pack"
KINDS = (GAPS, COVERAGE, PEMDI, JP, TRAJECTORY, INDEPENDENCE, SIASN)
FOLDER = "ekspor"
MOST_ROWS = 1_000_000  # what one sheet of XLSX can hold, with room for its head
KEPT = timedelta(days=7)
STEP = 500


@transaction.atomic
def request_export(kind: str, filters: Filters | None = None, *, by: User) -> Job:
    """Without filters, what it is about is everything in the person's charge."""
    asked = dict(filters.asked) if filters else {}
    job = enqueue(kind, {"filters": asked}, by=by)
    log.record(kind, job, by=by, after=asked)
    return job


def write_gaps(job: Job, filters: Filters, viewer: User) -> dict[str, Any]:
    """The gap list as a sheet, with progress; as many rows as the page says."""
    gaps = Gaps(filters, viewer)
    count = gaps.count()
    if count > MOST_ROWS:
        raise Refused(_("Daftar ini terlalu panjang untuk satu lembar. Persempit dengan OPD atau bidang."))
    book = workbook()
    rows = write_sheet(book, _("Kesenjangan"), gap_heads(), _reported(job, iter(gaps), count, gap_row))
    _add_definitions(book, filters)
    return {"file": keep(saved(book)), "rows": rows, "name": file_name("kesenjangan")}


def write_coverage(filters: Filters) -> dict[str, Any]:
    matrix = coverage_matrix(filters)
    book = workbook()
    rows = write_sheet(book, _("Cakupan"), matrix_heads(matrix), coverage_rows(matrix))
    _add_definitions(book, filters)
    return {"file": keep(saved(book)), "rows": rows, "name": file_name("cakupan")}


def write_jp(job: Job, filters: Filters, viewer: User) -> dict[str, Any]:
    """Units in one sheet and their people in another, with progress; the rows and figures of the pages."""
    table, people = jp_table(filters), jp_people(filters, viewer)
    count = people.count()
    if count > MOST_ROWS:
        raise Refused(_("Daftar ini terlalu panjang untuk satu lembar. Persempit dengan OPD."))
    book = workbook()
    write_sheet(book, _("Unit"), jp_unit_heads(table), jp_unit_rows(table))
    rows = write_sheet(
        book, _("Pegawai"), jp_person_heads(table), _reported(job, walked(people), count, jp_person_row)
    )
    write_sheet(book, _("Definisi"), [_("Istilah"), _("Arti")], jp_definition_rows(filters, table))
    return {"file": keep(saved(book)), "rows": rows, "name": file_name(f"jp-{table.year}")}


def drop_old(now: datetime) -> int:
    """Delete files older than a week, orphans of a killed worker among them: they hold personal data."""
    storage = storages["private"]
    try:
        names = [f"{FOLDER}/{name}" for name in storage.listdir(FOLDER)[1]]
    except FileNotFoundError:  # nobody has exported anything yet
        return 0
    old = [name for name in names if storage.get_modified_time(name) < now - KEPT]
    for name in old:
        storage.delete(name)
    return len(old)


def _reported(
    job: Job, things: Iterable[T], count: int, row: Callable[[T], list[Any]]
) -> Iterator[list[Any]]:
    for done, thing in enumerate(things, start=1):
        if done % STEP == 0:
            report(job, done, count)
        yield row(thing)


def _add_definitions(book: Any, filters: Filters) -> None:
    rows = [*filter_rows(filters), *definition_rows()]
    write_sheet(book, _("Definisi"), [_("Istilah"), _("Arti")], rows)


def keep(file: IO[bytes], ending: str = "xlsx") -> str:
    """Store under a name that nobody can guess; returns it."""
    with file:
        return storages["private"].save(f"{FOLDER}/{secrets.token_urlsafe(16)}.{ending}", File(file))


def file_name(what: str) -> str:
    return f"{what}-{timezone.localdate():%Y-%m-%d}.xlsx"
