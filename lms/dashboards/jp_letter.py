"""The letter that says what JP a person has in a year: all entries, their sums, and the rules behind them."""

from collections.abc import Sequence

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from certificates.rendering import breakable, long_day
from courses.models import CreditEntry
from lms.core.paper import Part, Report, printed
from lms.core.templatetags.say import day, nip
from lms.dashboards.queries.jp import Asked, YearOfJP, entries_of, year_of
from lms.people.models import User


def jp_letter(person: User, year: int) -> bytes:
    """The letter as PDF, in Indonesian like every letter of the office; four queries."""
    today = timezone.localdate()
    with override("id"):
        found = year_of(person, year)
        entries = list(entries_of(person, Asked(year)).order_by("day", "pk"))
        report = Report(
            title=_("Surat keterangan JP tahun %(year)s") % {"year": year},
            subtitle=_("Keadaan per %(day)s") % {"day": long_day(today)},
            issuer=settings.PIAWAI_ISSUER,
            place=settings.PIAWAI_CITY,
            parts=[_holder(person), _statement(found), _forms(found), _entries(entries), _meaning(entries)],
            footer=_("Dicetak dari catatan JP %(city)s. Surat ini tidak ditandatangani secara elektronik.")
            % {"city": settings.PIAWAI_CITY},
        )
    return printed(report, on=today)


def letter_name(person: User, year: int) -> str:
    """``JP-2026-rina-lestari.pdf``: letters that every file system takes."""
    return f"JP-{year}-{slugify(person.name)[:60]}".strip("-") + ".pdf"


def _holder(person: User) -> Part:
    posting = person.posting_on()
    rows = [
        [_("NIP/NI PPPK"), nip(person.nip) or "–"],
        [_("Status"), str(person.get_employment_status_display())],
        [_("Jabatan"), breakable(posting.position.name) if posting else "–"],
        [_("Unit kerja"), breakable(posting.unit.name) if posting else "–"],
    ]
    heads = [_("Nama"), breakable(person.full_name)]
    return Part(lines=[_("Menerangkan bahwa pegawai berikut")], heads=heads, rows=rows, widths=[1, 3])


def _statement(found: YearOfJP) -> Part:
    words = {"recognised": found.recognised, "raw": found.raw, "year": found.year}
    said = _("memiliki %(recognised)s JP yang diakui (%(raw)s JP mentah) pada tahun %(year)s.") % words
    return Part(lines=[said, _duty(found)])


def _forms(found: YearOfJP) -> Part:
    rows = [[line.label, str(line.raw), str(line.recognised)] for line in found.forms]
    rows.append([_("Jumlah"), str(found.raw), str(found.recognised)])
    return Part(
        head=_("JP menurut bentuk"),
        heads=[_("Bentuk"), _("JP mentah"), _("JP diakui")],
        rows=rows,
        numbers=[1, 2],
        widths=[6, 2, 2],
    )


def _duty(found: YearOfJP) -> str:
    if found.duty.least:
        words = {"jp": found.duty.least, "missing": found.missing}
        if found.missing:
            return _("Kewajiban PNS %(jp)s JP setahun: kurang %(missing)s JP.") % words
        return _("Kewajiban PNS %(jp)s JP setahun: terpenuhi.") % words
    if found.duty.most:
        return _("Bagi PPPK paling banyak %(jp)s JP tiap tahun kontrak.") % {"jp": found.duty.most}
    return _("Tidak ada kewajiban JP setahun untuk status kepegawaian ini.")


def _entries(entries: Sequence[CreditEntry]) -> Part:
    head = _("Catatan")
    if not entries:
        return Part(head=head, lines=[_("Belum ada JP di tahun ini.")])
    return Part(
        head=head,
        heads=[_("Tanggal"), _("Kegiatan"), _("Penyelenggara"), _("Bentuk"), _("Mentah"), _("Diakui")],
        rows=[_row(entry) for entry in entries],
        numbers=[4, 5],
        widths=[4, 8, 8, 3, 3, 3],
    )


def _row(entry: CreditEntry) -> list[str]:
    organiser = entry.training.organiser if entry.training else settings.PIAWAI_ISSUER
    words = [day(entry.day), breakable(entry.title), breakable(organiser), entry.form]
    return [*words, str(entry.raw_jp), str(entry.recognised_jp)]


def _meaning(entries: Sequence[CreditEntry]) -> Part:
    versions = ", ".join(dict.fromkeys(entry.rule.version for entry in entries))
    return Part(
        head=_("Aturan"),
        lines=[
            _("1 JP = 45 menit. JP diakui adalah JP setelah batas sehari atau sebulan tiap bentuk."),
            *([_("Dihitung menurut: %(versions)s.") % {"versions": versions}] if versions else []),
        ],
    )
