"""One row of the sheet as a person with a post, and everything that is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from lms.people.posts import Post, folded, post_of
from lms.people.rules import clean_name, nip_digits, nip_fault, unprintable
from lms.people.sheets.columns import Column
from lms.people.sheets.faults import Fault
from lms.people.sheets.table import Row
from lms.people.sheets.values import GOLONGAN, STANDINGS, STATUSES

LIMITS = {
    Column.NAME: 200,
    Column.TITLE_FRONT: 60,
    Column.TITLE_BACK: 100,
    Column.EDUCATION: 60,
    Column.POST: 200,
    Column.UNIT_NAME: 200,
    Column.UNIT_ID: 64,
    Column.EMAIL: 254,
}
LIMIT = 1000
DASHES = re.compile(r"[-–—\s]*")
ERROR = re.compile(r"#(N/A|[A-Z/0]+[!?])", re.IGNORECASE)
AS_NUMBER = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)


@dataclass(frozen=True)
class StaffRow:
    """``fields`` holds what the sheet has columns for; an empty e-mail is left out, so it erases none."""

    number: int
    nip: str
    fields: dict[str, str]
    post: Post
    post_name: str
    unit_id: str
    unit_name: str


class _Reader:
    """Takes cells of one row and gathers what is wrong with them."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.faults: list[Fault] = []

    def fail(self, column: Column, reason: str, mend: str, *, blocks: bool = True) -> None:
        value = self.row.cells.get(column, "")
        self.faults.append(Fault(self.row.number, column.value, value, reason, mend, blocks))

    def text(self, column: Column) -> str:
        """The cell on one line; empty for dashes alone, and when it can't be right, which is then a fault."""
        text = self.row.cells.get(column, "")
        limit = LIMITS.get(column, LIMIT)
        if len(text) > limit:
            reason = _("Terlalu panjang: %(length)s huruf, paling banyak %(limit)s.")
            self.fail(column, reason % {"length": len(text), "limit": limit}, _("Pendekkan isi sel ini."))
            return ""
        if ERROR.fullmatch(text):
            self.fail(column, _("Sel berisi galat rumus."), _("Perbaiki rumusnya, atau ketik isinya."))
            return ""
        text = clean_name(text)
        return "" if DASHES.fullmatch(text) else text

    def required(self, column: Column) -> str:
        known = len(self.faults)
        text = self.text(column)
        if not text and len(self.faults) == known:
            mend = _("Isi sel ini; jika sel digabung dengan baris lain, pisahkan.")
            self.fail(column, _("Kosong."), mend)
        return text

    def choice(self, column: Column, known: Mapping[str, str], mend: str) -> str:
        text = self.required(column)
        if text and folded(text) not in known:
            self.fail(column, _("Tidak dikenal."), mend)
        return known.get(folded(text), "")


def read_row(row: Row, today: date) -> tuple[StaffRow | None, list[Fault]]:
    """The person in this row, None when an error stands in the way; and the errors and warnings."""
    if row.cells.get(Column.NIP, "").upper() == Column.NIP.value:
        mend = _("Hapus baris ini; nama kolom cukup satu kali di atas.")
        return None, [Fault(row.number, "", "", _("Baris kepala muncul lagi di tengah lembar."), mend)]
    reader = _Reader(row)
    nip = _nip(reader, today)
    fields = _fields(reader)
    post = _post(reader)
    unit_name, unit_id = reader.required(Column.UNIT_NAME), reader.text(Column.UNIT_ID)
    _compare_status(reader, nip, fields["employment_status"])
    if post is None or any(fault.blocks for fault in reader.faults):
        return None, reader.faults
    post_name = reader.text(Column.POST)
    return StaffRow(row.number, nip, fields, post, post_name, unit_id, unit_name), reader.faults


def _nip(reader: _Reader, today: date) -> str:
    text = reader.required(Column.NIP)
    if Column.NIP in reader.row.numeric or AS_NUMBER.fullmatch(text):
        reader.fail(
            Column.NIP,
            _("NIP tersimpan sebagai angka, sehingga digit terakhirnya hilang."),
            _("Ubah format kolom NIP BARU menjadi Teks di Excel, tempel ulang NIP dari SIASN, lalu simpan."),
        )
        return ""
    nip = nip_digits(text)
    reason = nip_reason(nip_fault(nip, today)) if text else ""
    if reason:
        reader.fail(Column.NIP, reason, _("Periksa NIP pegawai ini di SIASN."))
    return nip


def nip_reason(fault: str | None) -> str:
    return {
        "length": _("NIP harus 18 angka."),
        "birth": _("Delapan angka pertama bukan tanggal lahir pegawai berusia 17–70 tahun."),
        "appointment": _("Angka ke-9 sampai ke-14 bukan masa pengangkatan yang mungkin."),
        "sex": _("Angka ke-15 harus 1 atau 2."),
    }.get(fault or "", "")


def _fields(reader: _Reader) -> dict[str, str]:
    fields = {"name": _name(reader)}
    for column, field in (
        (Column.TITLE_FRONT, "title_front"),
        (Column.TITLE_BACK, "title_back"),
        (Column.EDUCATION, "education"),
    ):
        if column in reader.row.cells:
            fields[field] = reader.text(column)
    fields["employment_status"] = reader.choice(
        Column.STATUS, STATUSES, _("Pakai PNS, CPNS, PPPK, atau PPPK Paruh Waktu.")
    )
    fields["standing"] = reader.choice(
        Column.STANDING, STANDINGS, _("Pakai istilah SIASN, misalnya Aktif, Tugas Belajar, atau Pensiun.")
    )
    fields["golongan"] = _golongan(reader, fields["employment_status"])
    email = _email(reader)
    return fields | ({"email": email} if email else {})


def _name(reader: _Reader) -> str:
    name = reader.required(Column.NAME)
    signs = unprintable(name)
    if signs:
        reason = _("Nama memuat tanda yang tidak dapat dicetak pada sertifikat: %(signs)s.")
        reader.fail(Column.NAME, reason % {"signs": signs[:10]}, _("Tulis nama dengan huruf Latin saja."))
    return name


def _golongan(reader: _Reader, status: str) -> str:
    if status == "PPPK_PARUH_WAKTU" and not reader.text(Column.GOLONGAN):
        return ""
    mend = _("Pakai I/a sampai IV/e, atau I sampai XVII untuk PPPK.")
    return reader.choice(Column.GOLONGAN, GOLONGAN, mend)


def _email(reader: _Reader) -> str:
    email = reader.text(Column.EMAIL).lower()
    if not email:
        return ""
    try:
        validate_email(email)
    except ValidationError:
        mend = _("Tulis satu alamat, misalnya nama@metrokota.example, atau kosongkan.")
        reader.fail(Column.EMAIL, _("Bukan alamat surel."), mend)
    return email


def _post(reader: _Reader) -> Post | None:
    name = reader.required(Column.POST)
    kind, eselon = reader.required(Column.POST_KIND), reader.text(Column.ESELON)
    if not (name and kind):
        return None
    post = post_of(kind, eselon, name)
    if post is None:
        _post_fault(reader, kind, eselon, name)
    elif not post.graded:
        reason = _("Jenjang jabatan fungsional tidak terbaca; dianggap Ahli Pertama.")
        mend = _("Tulis jenjangnya di belakang nama jabatan, misalnya “Ahli Muda” atau “Terampil”.")
        reader.fail(Column.POST, reason, mend, blocks=False)
    return post


def _post_fault(reader: _Reader, kind: str, eselon: str, name: str) -> None:
    if post_of(kind, "IV.a", name):
        mend = _("Isi eselon, misalnya II.b, III.a, atau IV.a.")
        reader.fail(Column.ESELON, _("Jabatan struktural tanpa eselon yang dikenal."), mend)
    else:
        mend = _("Pakai Jabatan Struktural, Jabatan Fungsional Tertentu, atau Jabatan Fungsional Umum.")
        reader.fail(Column.POST_KIND, _("Tidak dikenal."), mend)


def _compare_status(reader: _Reader, nip: str, status: str) -> None:
    """Digits 13–14 hold a month for PNS, a contract code from 21 on for PPPK: a hint, so a warning."""
    if len(nip) != 18 or not status:
        return
    contract = int(nip[12:14]) >= 21
    if contract != status.startswith("PPPK"):
        reason = _("Angka ke-13 dan ke-14 NIP tidak lazim untuk status %(status)s.") % {"status": status}
        reader.fail(
            Column.NIP, reason, _("Periksa status atau NIP; impor tetap dapat dilanjutkan."), blocks=False
        )
