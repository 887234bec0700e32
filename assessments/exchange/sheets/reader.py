"""Read the table: a head row with the names of the columns, and one question in each row below it."""

from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _

from assessments.authoring import SheetFault
from assessments.categories import BadPath, clean_path
from assessments.enums import Bloom
from assessments.exchange.checked import checked
from assessments.exchange.found import Desk, Found
from assessments.exchange.names import short_tag
from assessments.exchange.sheets.columns import HEADS, KINDS, NEEDED, head_of
from assessments.exchange.sheets.kinds import Cells, body_of
from assessments.exchange.sheets.rows import Formula, book_rows, limited, text_rows
from assessments.exchange.xml import Refused
from assessments.gift.drafts import Broken, Draft
from assessments.gift.reader import NAME_LIMIT


def read(file: IO[bytes], name: str) -> Iterator[Found]:
    desk = Desk(name)
    is_book = file.read(2) == b"PK"
    file.seek(0)
    rows = limited(book_rows(file) if is_book else text_rows(file))
    try:
        reader = _Reader(desk, *next(rows, (1, [])))
        for number, cells in rows:
            draft = reader.draft(number, cells)
            yield from desk.taken()
            if draft:
                yield draft
    except Refused as refused:
        yield from desk.taken()
        yield refused.fault(name)
        return
    if not reader.count:
        desk.fault(None, "", _("Tabel ini tidak berisi soal."), _("Isi satu baris untuk tiap soal."))
    yield from desk.taken()


class _Reader:
    def __init__(self, desk: Desk, number: int, heads: list[str]) -> None:
        self.desk, self.count = desk, 0
        self.seen: dict[str, int] = {}
        self.columns: dict[str, int] = {}
        for at, cell in enumerate(heads):
            name = head_of(cell)
            if name and name not in self.columns:
                self.columns[name] = at
            elif cell:
                desk.leave_out(number, cell, _("Kolom ini tidak dikenal, atau ada dua kali."))
        missing = [name for name in NEEDED if name not in self.columns]
        if missing:
            reason = _("Kolom tidak ditemukan: %(columns)s.") % {"columns": ", ".join(missing)}
            mend = _("Pakai kepala kolom dari templat: %(heads)s.") % {"heads": ", ".join(HEADS[:5])}
            raise Refused(number, reason, mend)

    def draft(self, number: int, row: list[str]) -> Draft | None:
        self.count += 1
        return checked(lambda: self._read(number, row), self.desk, number, row[0] if row else "")

    def _read(self, number: int, row: list[str]) -> Draft:
        cells = Cells({name: row[at] for name, at in self.columns.items() if at < len(row)})
        self._check_cells(number, cells)
        name, kind = self._name(number, cells), self._kind(number, cells)
        try:
            body = body_of(kind, cells)
        except SheetFault as fault:
            value = cells[fault.key] or name
            raise Broken(number, value, fault.reason, _("Lihat lembar “Petunjuk” di templat.")) from fault
        tag = short_tag(" ".join(cells["tag"].split()), self.desk, number)
        place = {"category": self._category(number, cells), "bloom": self._bloom(number, cells)}
        return Draft(name, kind, body, tag, self._level(number, cells), number, **place)

    def _category(self, number: int, cells: Cells) -> str:
        try:
            return clean_path(cells["kategori"])
        except BadPath as fault:
            raise Broken(
                number, cells["kategori"], str(fault), _("Tulis misalnya Jaringan/Alamat IP.")
            ) from None

    def _bloom(self, number: int, cells: Cells) -> str:
        word = cells["bloom"].strip().upper()
        if word and word not in Bloom.values:
            mend = _("Tulis misalnya C2, atau kosongkan.")
            raise Broken(number, word, _("Ranah kognitif harus C1 sampai C6."), mend)
        return word

    def _check_cells(self, number: int, cells: Cells) -> None:
        for name, text in cells.texts.items():
            if isinstance(text, Formula):
                mend = _(
                    "Salin sel itu dan tempel sebagai nilai, atau awali teksnya dengan tanda petik tunggal."
                )
                raise Broken(number, text, _("Kolom %(name)s berisi rumus.") % {"name": name}, mend)

    def _name(self, number: int, cells: Cells) -> str:
        name = " ".join(cells["nama"].split())
        if not name or len(name) > NAME_LIMIT:
            reason = _("Nama soal kosong atau lebih dari %(limit)s karakter.") % {"limit": NAME_LIMIT}
            raise Broken(number, name, reason, _("Beri nama tetap yang pendek, misalnya ip-01."))
        if name in self.seen:
            reason = _("Nama soal ini sudah dipakai di baris %(line)s.") % {"line": self.seen[name]}
            raise Broken(number, name, reason, _("Beri nama tetap yang lain."))
        self.seen[name] = number
        return name

    def _kind(self, number: int, cells: Cells) -> str:
        word = "_".join(cells["jenis"].lower().replace("/", " ").replace("_", " ").split())
        if word not in KINDS:
            mend = _("Pakai salah satu dari: %(names)s.") % {"names": ", ".join(KINDS)}
            raise Broken(number, cells["jenis"], _("Jenis soal ini tidak dikenal."), mend)
        return KINDS[word]

    def _level(self, number: int, cells: Cells) -> int:
        word = cells["tingkat"] or "1"
        if word not in {"1", "2", "3", "4", "5"}:
            raise Broken(number, word, _("Tingkat harus 1 sampai 5."), _("Tulis misalnya 2, atau kosongkan."))
        return int(word)
