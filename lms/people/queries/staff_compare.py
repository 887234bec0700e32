"""What a part of a sheet would change: rows held against the people in the database, six queries a part at most."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from lms.people.models import FormerNumber, Posting, RoleGrant, User
from lms.people.queries.roster import Roster
from lms.people.sheets.columns import Column
from lms.people.sheets.faults import Fault
from lms.people.sheets.staff_row import StaffRow
from lms.people.sheets.values import GONE


@dataclass(frozen=True)
class Change:
    """``user`` is None for somebody new; ``fields`` holds what differs; ``unit``, ``position``: where to."""

    row: StaffRow
    user: User | None
    fields: dict[str, Any]
    unit: int
    position: int
    moves: bool

    @property
    def gone(self) -> bool:
        return self.row.fields["standing"] in GONE

    @property
    def kind(self) -> str:
        """Which count of the summary the row goes to."""
        if self.user is None:
            return "new"
        if self.fields.get("is_active") is False:
            return "leavers"
        if self.moves:
            return "moved"
        return "changed" if self.fields else "unchanged"


@dataclass(frozen=True)
class Known:
    """People and postings that the rows of one part may touch; ``wider``: whose roles the importer's do not reach."""

    users: dict[str | None, User]
    usernames: dict[str, str | None]
    former: set[str]
    emails: dict[str | None, str | None]
    postings: dict[int, Posting]
    wider: set[int]


def known_to(rows: Sequence[StaffRow], roster: Roster) -> Known:
    nips = [row.nip for row in rows]
    emails = [row.fields["email"] for row in rows if "email" in row.fields]
    users = {user.nip: user for user in User.objects.filter(nip__in=nips)}
    postings = Posting.objects.filter(user__in=[user.pk for user in users.values()], valid_until=None)
    return Known(
        users=users,
        usernames=dict(User.objects.filter(username__in=nips).values_list("username", "nip")),
        former=set(FormerNumber.objects.filter(nip__in=nips).values_list("nip", flat=True)),
        emails=dict(User.objects.filter(email__in=emails).values_list("email", "nip")),
        postings={posting.user_id: posting for posting in postings},
        wider=_wider(list(users.values()), roster),
    )


def _wider(users: Sequence[User], roster: Roster) -> set[int]:
    if roster.whole_city:
        return set()
    grants = RoleGrant.objects.not_over().filter(user__in=[user.pk for user in users])
    beyond = {pk for pk, unit in grants.values_list("user", "unit") if not roster.covers(unit)}
    return beyond | {user.pk for user in users if user.is_superuser}


def compare(rows: Sequence[StaffRow], roster: Roster) -> tuple[list[Change], list[Fault]]:
    """The changes that the valid rows would make, and the faults of the others."""
    known = known_to(rows, roster)
    changes, faults = [], []
    for row in rows:
        fault = _person_fault(row, known, roster)
        unit = fault or roster.unit_of(row)
        if isinstance(unit, Fault):
            faults.append(unit)
        else:
            changes.append(_change(row, known, unit, roster.position_of(row)))
    return changes, faults


def _change(row: StaffRow, known: Known, unit: int, position: int) -> Change:
    user = known.users.get(row.nip)
    if user is None:
        return Change(row, None, row.fields, unit, position, moves=row.fields["standing"] not in GONE)
    active = row.fields["standing"] not in GONE
    wanted: dict[str, Any] = row.fields | {"is_active": active}
    fields = {name: value for name, value in wanted.items() if getattr(user, name) != value}
    if "is_active" in fields:
        fields["left_on"] = None if active else timezone.localdate()
    posting = known.postings.get(user.pk)
    stays = posting is not None and (posting.unit_id, posting.position_id) == (unit, position)
    return Change(row, user, fields, unit, position, moves=active and not stays)


def _person_fault(row: StaffRow, known: Known, roster: Roster) -> Fault | None:
    if row.nip in known.former:
        mend = _("Pakai NIP pegawai yang berlaku sekarang.")
        return Fault(row.number, Column.NIP.value, row.nip, _("Nomor ini nomor lama seorang pegawai."), mend)
    if row.nip in known.usernames and known.usernames[row.nip] != row.nip:
        mend = _("Hubungi operator untuk mengganti nama pengguna akun itu.")
        return Fault(row.number, Column.NIP.value, row.nip, _("Nomor ini nama pengguna akun lain."), mend)
    email = row.fields.get("email", "")
    if email in known.emails and known.emails[email] != row.nip:
        mend = _("Isi alamat pegawai ini sendiri, atau kosongkan.")
        return Fault(row.number, Column.EMAIL.value, email, _("Alamat ini milik akun lain."), mend)
    return _scope_fault(row, known, roster)


def _scope_fault(row: StaffRow, known: Known, roster: Roster) -> Fault | None:
    """Nobody takes over people of a unit they have no say in, nor accounts that stand in no unit."""
    user = known.users.get(row.nip)
    if user is None or roster.whole_city:
        return None
    posting = known.postings.get(user.pk)
    if posting is not None and roster.covers(posting.unit_id):
        return _address_fault(row, user, known)
    mend = _("Minta BKPSDM kota memindahkan pegawai ini lebih dulu.")
    return Fault(row.number, Column.NIP.value, row.nip, _("Pegawai ini di luar lingkup Anda."), mend)


def _address_fault(row: StaffRow, user: User, known: Known) -> Fault | None:
    """Whoever gets somebody's mail gets a new password; so the address of wider roles is not theirs to change."""
    email = row.fields.get("email", user.email)
    if user.pk not in known.wider or email == user.email:
        return None
    mend = _("Kosongkan sel ini, atau minta BKPSDM kota mengubah alamatnya.")
    reason = _("Pegawai ini memegang peran di luar lingkup Anda.")
    return Fault(row.number, Column.EMAIL.value, email or "", reason, mend)
