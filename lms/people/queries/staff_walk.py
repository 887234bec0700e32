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


class SheetWalk:
    """Yields the sound rows, 500 at a time, without the database; gathers faults and the numbers seen."""

    def __init__(self, open_sheet: Callable[[], Table], report: Report, keep: Keep = ignore) -> None:
        self.open_sheet, self.report, self.keep = open_sheet, report, keep
        self.faults = FaultList()
        self.rows = 0
        self.seen_nips: dict[str, int] = {}
        self.seen_emails: dict[str, int] = {}

    def read(self) -> Iterator[list[StaffRow]]:
        """The rows, part by part; a file that cannot be read (any further) ends them with a fault."""
        try:
            table = self.open_sheet()
            while part := list(islice(table.rows, PART)):
                yield self._sound(part)
                self.rows += len(part)
                self.report(self.rows, max(table.expected, self.rows))
            if not self.rows:
                raise SheetRefused(
                    _("Lembar tidak berisi pegawai."), _("Isi sedikitnya satu baris di bawah kepala.")
                )
        except SheetRefused as refusal:
            self.faults.add([refusal.fault])

    def _sound(self, part: list[Row]) -> list[StaffRow]:
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
        return valid

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


class StaffWalk(SheetWalk):
    """The same rows held against the people and units of the database."""

    def __init__(
        self, open_sheet: Callable[[], Table], roster: Roster, report: Report, keep: Keep = ignore
    ) -> None:
        super().__init__(open_sheet, report, keep)
        self.roster = roster

    def parts(self) -> Iterator[list[Change]]:
        """The changes, part by part."""
        for rows in self.read():
            changes, faults = compare(rows, self.roster)
            self.faults.add(faults)
            yield changes
