"""Walk through a whole sheet part by part, with memory that does not grow with what a row holds."""

from collections.abc import Callable, Iterator
from itertools import islice

from django.utils import timezone
from django.utils.translation import gettext as _

from lms.people.queries.roster import Roster
from lms.people.queries.staff_compare import Change, compare
from lms.people.sheets.columns import Column
from lms.people.sheets.faults import Fault, FaultList, SheetRefused
from lms.people.sheets.staff_row import StaffRow, read_row
from lms.people.sheets.table import Row, Table

PART = 500
Report = Callable[[int, int], None]
Keep = Callable[[Row], None]


def ignore(row: Row) -> None:
    """For walks whose rows nobody needs afterwards."""


class StaffWalk:
    """Yields the changes of 500 rows at a time; gathers faults, counts and the numbers seen on the way."""

    def __init__(
        self, open_sheet: Callable[[], Table], roster: Roster, report: Report, keep: Keep = ignore
    ) -> None:
        self.open_sheet, self.roster, self.report, self.keep = open_sheet, roster, report, keep
        self.faults = FaultList()
        self.rows = 0
        self.seen_nips: dict[str, int] = {}
        self.seen_emails: dict[str, int] = {}

    def parts(self) -> Iterator[list[Change]]:
        """The changes, part by part; a file that cannot be read (any further) ends them with a fault."""
        try:
            table = self.open_sheet()
            while part := list(islice(table.rows, PART)):
                yield self._changes(part)
                self.rows += len(part)
                self.report(self.rows, max(table.expected, self.rows))
            if not self.rows:
                raise SheetRefused(
                    _("Lembar tidak berisi pegawai."), _("Isi sedikitnya satu baris di bawah kepala.")
                )
        except SheetRefused as refusal:
            self.faults.add([refusal.fault])

    def _changes(self, part: list[Row]) -> list[Change]:
        today = timezone.localdate()
        valid: list[StaffRow] = []
        for row in part:
            self.keep(row)
            person, faults = read_row(row, today)
            if person:
                faults += self._repeated(person)
            self.faults.add(faults)
            if person and not any(fault.blocks for fault in faults):
                valid.append(person)
        changes, faults = compare(valid, self.roster)
        self.faults.add(faults)
        return changes

    def _repeated(self, person: StaffRow) -> list[Fault]:
        """The same number or address in two rows: name both."""
        faults = []
        email = person.fields.get("email", "")
        for column, value, seen in (
            (Column.NIP, person.nip, self.seen_nips),
            (Column.EMAIL, email, self.seen_emails),
        ):
            first = seen.setdefault(value, person.number) if value else person.number
            if first != person.number:
                reason = _("Sudah dipakai di baris %(first)s; muncul lagi di baris %(second)s.")
                words = reason % {"first": first, "second": person.number}
                mend = _("Hapus atau perbaiki salah satu baris.")
                faults.append(Fault(person.number, column.value, value, words, mend))
        return faults
