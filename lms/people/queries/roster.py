"""The units and posts the city knows, looked up by the words of a sheet."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from lms.people.models import Position, Unit
from lms.people.models.unit import whole_city
from lms.people.posts import folded
from lms.people.sheets.columns import Column
from lms.people.sheets.faults import Fault
from lms.people.sheets.staff_row import StaffRow

PostKey = tuple[str, str, str]
MakeUnit = Callable[[StaffRow], Unit]
MakePosition = Callable[[StaffRow], int]


def post_key(row: StaffRow) -> PostKey:
    return folded(row.post_name), row.post.kind.value, row.post.eselon


class Roster:
    """Loaded once for a whole sheet. What it does not know it has made by the two functions given to it.

    ``scopes`` are the units the importer may write to; a unit that has ended leads to its successor.
    """

    def __init__(self, scopes: Iterable[Unit], make_unit: MakeUnit, make_position: MakePosition) -> None:
        self.scope_paths = tuple(unit.path for unit in scopes)
        self.whole_city = whole_city(scopes)
        self.make_unit, self.make_position = make_unit, make_position
        self.new_units: list[str] = []
        self.new_positions: list[str] = []
        self.units: dict[int, Unit] = {}
        self.by_id: dict[str, int] = {}
        self.by_name: dict[str, set[int]] = defaultdict(set)
        self.by_alias: dict[str, set[int]] = defaultdict(set)
        for unit in Unit.objects.all():
            self._learn(unit)
        self.positions = {
            (folded(name), kind, eselon): pk
            for pk, name, kind, eselon in Position.objects.values_list("pk", "name", "kind", "eselon")
        }

    def _learn(self, unit: Unit) -> None:
        self.units[unit.pk] = unit
        self.by_id[folded(unit.code)] = unit.pk
        for alias in unit.aliases:
            self.by_id.setdefault(folded(alias), unit.pk)
            self.by_alias[folded(alias)].add(unit.pk)
        self.by_name[folded(unit.name)].add(unit.pk)

    def covers(self, unit_id: int) -> bool:
        """Whether the importer may write to the unit."""
        return self.whole_city or self.units[unit_id].path.startswith(self.scope_paths or "\0")

    def unit_of(self, row: StaffRow) -> int | Fault:
        """The unit of a row, by its UNOR ID, else by its name; made anew when ID and name are both given."""
        found = self.by_id.get(folded(row.unit_id)) if row.unit_id else None
        if found is None:
            named = self._named(folded(row.unit_name))
            if len(named) > 1:
                return self._ambiguous(row, len(named))
            found = named.pop() if named else None
        if found is not None:
            return self._checked(row, found)
        return self._new_unit(row)

    def _named(self, name: str) -> set[int]:
        """The units that bear the name today; only where there is none, those that bore it before."""
        return self._serving(self.by_name.get(name, ())) or self._serving(self.by_alias.get(name, ()))

    def _serving(self, unit_ids: Iterable[int]) -> set[int]:
        """The units themselves or whatever took their place."""
        return {successor for unit_id in unit_ids if (successor := self._successor(unit_id)) is not None}

    def _successor(self, unit_id: int) -> int | None:
        today = timezone.localdate()
        for _step in range(10):
            unit = self.units[unit_id]
            if unit.valid_until is None or unit.valid_until >= today:
                return unit_id
            if unit.successor_id is None:
                return None
            unit_id = unit.successor_id
        return None

    def _checked(self, row: StaffRow, unit_id: int) -> int | Fault:
        serving = self._successor(unit_id)
        if serving is None:
            mend = _("Isi unit penggantinya, atau tetapkan penerusnya di halaman Unit kerja.")
            return _unit_fault(row, _("Unit ini sudah berakhir."), mend)
        if not self.covers(serving):
            mend = _("Hapus baris ini; pegawai unit lain diimpor oleh pengelolanya.")
            return _unit_fault(row, _("Unit ini di luar lingkup Anda."), mend)
        return serving

    def _new_unit(self, row: StaffRow) -> int | Fault:
        if not row.unit_id:
            mend = _("Isi UNOR ID, atau tambahkan nama ini sebagai nama lain unit di halaman Unit kerja.")
            return _unit_fault(row, _("Unit tidak dikenal."), mend)
        if not self.whole_city:
            mend = _("Minta BKPSDM kota membuat unit ini lebih dulu.")
            return _unit_fault(
                row, _("Unit belum ada, dan hanya pengelola tingkat kota dapat membuatnya."), mend
            )
        unit = self.make_unit(row)
        self.units[unit.pk] = unit
        self.by_id[folded(row.unit_id)] = unit.pk
        self.new_units.append(row.unit_name)
        return unit.pk

    def _ambiguous(self, row: StaffRow, count: int) -> Fault:
        reason = _("Nama ini dipakai %(count)s unit.") % {"count": count}
        return _unit_fault(row, reason, _("Isi UNOR ID yang terdaftar, atau tulis nama unit yang lengkap."))

    def position_of(self, row: StaffRow) -> int:
        key = post_key(row)
        if key not in self.positions:
            self.positions[key] = self.make_position(row)
            self.new_positions.append(row.post_name)
        return self.positions[key]


def _unit_fault(row: StaffRow, reason: str, mend: str) -> Fault:
    return Fault(row.number, Column.UNIT_NAME.value, row.unit_name, reason, mend)
