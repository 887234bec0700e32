"""Write a checked sheet into the database: all of it or nothing (invariant I8)."""

import hashlib
import pickle
import tempfile
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import IO, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.audit import log
from lms.core import notices
from lms.people.actions.heads import heads_follow
from lms.people.actions.postings import close_postings, staffing
from lms.people.actions.sheet_files import forget_file, local_copy
from lms.people.actions.staff_check import no_report, summary_of
from lms.people.actions.standings import keep_standings
from lms.people.actions.users import close_accounts, unusable_password
from lms.people.enums import ImportState, UnitKind
from lms.people.models import FormerStanding, Position, Posting, StaffImport, Unit, User
from lms.people.permissions import Permission
from lms.people.posts import first_digital_role
from lms.people.queries.leavers import leavers_of
from lms.people.queries.roster import Roster, post_key
from lms.people.queries.staff_compare import Change, compare
from lms.people.queries.staff_walk import SheetWalk
from lms.people.sheets.faults import FaultList
from lms.people.sheets.kept import open_kept
from lms.people.sheets.staff_row import StaffRow

WRITTEN = [
    *("name", "title_front", "title_back", "education", "employment_status", "standing", "golongan", "email"),
    *("is_active", "left_on"),
]


class SheetNoLongerFits(Exception):
    """The database has changed since the dry run; ``faults`` say what is wrong now."""

    def __init__(self, faults: FaultList) -> None:
        super().__init__()
        self.faults = faults


@dataclass(frozen=True)
class Prepared:
    """A sheet that was read and found sound by itself: its rows lie in a file of ours, part by part."""

    rows: IO[bytes]
    parts: int
    faults: FaultList
    nips: Container[str]

    def __iter__(self) -> Iterator[list[StaffRow]]:
        self.rows.seek(0)
        return (pickle.load(self.rows) for _part in range(self.parts))  # noqa: S301  (written by us just now)


@contextmanager
def prepared(staff_import: StaffImport) -> Iterator[Prepared]:
    """Read the sheet before the transaction, so that no lock is held meanwhile; memory stays flat."""
    with local_copy(staff_import) as file, tempfile.TemporaryFile() as rows:
        walk, parts = SheetWalk(partial(open_kept, file), no_report), 0
        for part in walk.read():
            pickle.dump(part, rows)
            parts += 1
        yield Prepared(rows, parts, walk.faults, walk.seen_nips)


@transaction.atomic
def apply(*, staff_import: StaffImport, sheet: Prepared) -> dict[str, Any]:
    """Import; or refuse the sheet when it no longer fits. All that is slow and needs no lock was done before."""
    held = StaffImport.objects.select_for_update().filter(pk=staff_import.pk, state=ImportState.IMPORTING)
    if not held:
        return {}
    try:
        with transaction.atomic(), staffing(None):
            summary = _write(staff_import, sheet)
    except SheetNoLongerFits as error:
        faults = error.faults
        _close(staff_import, ImportState.REFUSED, faults=faults.as_json(), fault_count=faults.error_count)
        return {"errors": faults.error_count}
    _close(staff_import, ImportState.DONE, summary=summary, imported_at=timezone.now())
    log.record("people.import_staff", staff_import, by=staff_import.uploaded_by, after=_counts(summary))
    return summary


def _write(staff_import: StaffImport, sheet: Prepared) -> dict[str, Any]:
    today = timezone.localdate()
    scopes = staff_import.uploaded_by.units_with(Permission.IMPORT_STAFF)
    root = Unit.objects.filter(parent=None).order_by("pk").first()
    roster = Roster(scopes, make_unit=lambda row: _new_unit(row, root), make_position=_new_position)
    counts: Counter[str] = Counter()
    for rows in sheet:
        changes, faults = compare(rows, roster)
        sheet.faults.add(faults)
        _write_part(changes, today, staff_import.uploaded_by)
        counts.update(change.kind for change in changes)
    if sheet.faults.error_count:
        raise SheetNoLongerFits(sheet.faults)
    summary = summary_of(sheet.faults, roster, counts)
    if staff_import.marks_leavers:
        summary["leavers"] += _close_leavers(staff_import, sheet, today)
    return summary


def _write_part(changes: Sequence[Change], today: date, by: User) -> None:
    """1. new people, 2. changed people, 3. who went: sessions and postings, 4. postings of who moves."""
    users = _made((change for change in changes if change.user is None), today)
    users |= {change.row.nip: change.user for change in changes if change.user}
    _update([change for change in changes if change.user], today)
    close_accounts([users[change.row.nip].pk for change in changes if change.kind == "leavers"], on=today)
    moving = [change for change in changes if change.moves]
    ids = [users[change.row.nip].pk for change in moving]
    with heads_follow(ids, on=today, by=by):
        close_postings(ids, on=today)
        Posting.objects.bulk_create(_posting(change, users, today) for change in moving)


def _posting(change: Change, users: dict[str | None, User], today: date) -> Posting:
    user = users[change.row.nip]
    return Posting(user=user, unit_id=change.unit, position_id=change.position, valid_from=today)


def _made(changes: Iterable[Change], today: date) -> dict[str | None, User]:
    """New accounts by number."""
    return {
        user.nip: user for user in User.objects.bulk_create([_person(change, today) for change in changes])
    }


def _person(change: Change, today: date) -> User:
    return User(
        username=change.row.nip,
        nip=change.row.nip,
        password=unusable_password(),
        digital_role=first_digital_role(change.row.post_name),
        is_active=not change.gone,
        left_on=today if change.gone else None,
        **change.fields,
    )


def _update(changes: Sequence[Change], today: date) -> None:
    counted = [change for change in changes if not change.fields.keys().isdisjoint(FormerStanding.FIELDS)]
    keep_standings([change.user.pk for change in counted if change.user], on=today)
    touched = []
    for change in changes:
        for name, value in change.fields.items():
            setattr(change.user, name, value)
        if change.fields and change.user:
            touched.append(change.user)
    User.objects.bulk_update(touched, WRITTEN, batch_size=200)


def _close_leavers(staff_import: StaffImport, sheet: Prepared, today: date) -> int:
    leavers = [user.pk for user in leavers_of(staff_import.uploaded_by, sheet.nips)]
    for start in range(0, len(leavers), 500):
        close_accounts(leavers[start : start + 500], on=today)
    return len(leavers)


def _new_unit(row: StaffRow, root: Unit | None) -> Unit:
    return Unit.objects.create(code=row.unit_id, name=row.unit_name, kind=UnitKind.DIVISION, parent=root)


def _new_position(row: StaffRow) -> int:
    """The sheet's own post id is not a column we keep, so the code is made of what identifies a post."""
    code = hashlib.sha256("|".join(post_key(row)).encode()).hexdigest()[:16]
    position = Position.objects.create(
        code=f"SIASN-{code}",
        name=row.post_name,
        kind=row.post.kind,
        post_group=row.post.group,
        eselon=row.post.eselon,
    )
    return position.pk


def _close(staff_import: StaffImport, state: ImportState, **fields: Any) -> None:
    StaffImport.objects.filter(pk=staff_import.pk).update(state=state, **fields)
    forget_file(staff_import)
    done = state == ImportState.DONE
    notices.tell(
        [staff_import.uploaded_by_id],
        event=f"staff_import:{staff_import.pk}:{state.value}",
        title=_("Impor pegawai selesai") if done else _("Impor pegawai batal: data telah berubah"),
        body="" if done else _("Tidak ada yang diubah. Lihat kesalahannya, perbaiki, lalu unggah lagi."),
        url=f"/pegawai/impor/{staff_import.pk}/",
    )


def _counts(summary: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in summary.items() if isinstance(value, int)}
