"""The dry run of a staff sheet: what would change and what is wrong, without changing anything."""

import tempfile
from collections import Counter
from functools import partial
from itertools import count
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.core import notices
from lms.people.actions.sheet_files import local_copy, save_rows
from lms.people.enums import ImportState
from lms.people.models import StaffImport, Unit
from lms.people.models.staff_import import private_storage
from lms.people.permissions import Permission
from lms.people.queries.leavers import leavers_of
from lms.people.queries.roster import Roster
from lms.people.queries.staff_walk import Keep, Report, StaffWalk
from lms.people.sheets.faults import FaultList
from lms.people.sheets.kept import keep_row
from lms.people.sheets.table import open_table

NAMED = 30


def check(*, staff_import: StaffImport, report: Report) -> None:
    """Read the whole sheet, hold it against the database, and say what came out. Safe to run twice."""
    if staff_import.state != ImportState.CHECKING:
        return
    with local_copy(staff_import) as file, tempfile.TemporaryFile() as rows:
        walk, summary = examine(file, staff_import, report, lambda row: keep_row(rows, row))
        refused = walk.faults.error_count > 0
        kept = "" if refused else save_rows(staff_import, rows)
    done = StaffImport.objects.filter(pk=staff_import.pk, state=ImportState.CHECKING).update(
        state=ImportState.REFUSED if refused else ImportState.READY,
        file=kept,
        rows=walk.rows,
        summary=summary,
        faults=walk.faults.as_json(),
        fault_count=walk.faults.error_count,
    )
    if done:
        _tell(staff_import, walk.faults.error_count)
        private_storage().delete(str(staff_import.file))  # the sheet itself, sensitive columns and all


def examine(
    file: BinaryIO, staff_import: StaffImport, report: Report, keep: Keep
) -> tuple[StaffWalk, dict[str, Any]]:
    """The walk with its faults, and the counts for the summary."""
    scopes = staff_import.uploaded_by.units_with(Permission.IMPORT_STAFF)
    ids = count(-1, -1)  # what would be made gets an id that nothing in the database has
    roster = Roster(
        scopes,
        make_unit=lambda row: Unit(pk=next(ids), code=row.unit_id, name=row.unit_name, path="/"),
        make_position=lambda row: next(ids),
    )
    walk = StaffWalk(partial(open_table, file), roster, report, keep)
    counts: Counter[str] = Counter()
    for changes in walk.parts():
        counts.update(change.kind for change in changes)
    summary = summary_of(walk.faults, roster, counts)
    if staff_import.marks_leavers:
        leavers = leavers_of(staff_import.uploaded_by, walk.seen_nips)
        summary["leavers"] += len(leavers)
        summary["leaver_names"] = [user.full_name for user in leavers[:NAMED]]
    return walk, summary


def summary_of(faults: FaultList, roster: Roster, counts: Counter[str]) -> dict[str, Any]:
    kinds = ("new", "changed", "unchanged", "moved", "leavers")
    return {kind: counts[kind] for kind in kinds} | {
        "new_units": roster.new_units[:NAMED],
        "new_unit_count": len(roster.new_units),
        "new_positions": roster.new_positions[:NAMED],
        "new_position_count": len(roster.new_positions),
        "errors": faults.error_count,
        "warnings": faults.warning_count,
    }


def _tell(staff_import: StaffImport, errors: int) -> None:
    words = ngettext("Ada %(count)s kesalahan.", "Ada %(count)s kesalahan.", errors) % {"count": errors}
    notices.tell(
        [staff_import.uploaded_by_id],
        event=f"staff_import:{staff_import.pk}:checked",
        title=_("Lembar pegawai perlu diperbaiki") if errors else _("Lembar pegawai siap diimpor"),
        body=words if errors else _("Periksa ringkasannya, lalu setujui impor."),
        url=f"/pegawai/impor/{staff_import.pk}/",
    )


def no_report(done: int, total: int) -> None:
    """For callers to whom nobody listens."""
