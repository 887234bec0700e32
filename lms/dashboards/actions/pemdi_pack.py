"""The evidence of indicator 3 for one year as one ZIP: report, lists, certificates, documents. Memory stays flat."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.files import Damaged, read
from certificates.models import Certificate
from courses.enums import EnrolmentState
from courses.models import CoursePage
from lms.core.exports import saved, workbook, write_sheet
from lms.core.jobs import report
from lms.core.models import Job
from lms.dashboards.actions.exports import keep
from lms.dashboards.pemdi_report import pemdi_report
from lms.dashboards.queries.pemdi import Pemdi, pemdi
from lms.people.enums import DigitalRole
from lms.skills.enums import TagScheme
from lms.skills.models import Evidence

STEP = 50


def write_pack(job: Job, year: int) -> dict[str, Any]:
    """Returns where the file lies, its name, and how many certificates are in it."""
    found = pemdi(year)
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
            pack.writestr("laporan.pdf", pemdi_report(found))
            _add(pack, "cakupan-per-opd.xlsx", _by_opd(found))
            _add(pack, "pegawai-terlatih.xlsx", _trained_people(year))
            _add(pack, "pelatihan.xlsx", _courses(year))
            _add_documents(pack, found)
            count, lost = _add_certificates(pack, job, year)
            pack.writestr("BACA-DAHULU.txt", _contents(found, count, lost))
        file.seek(0)
        name = keep(file, "zip")
    return {"file": name, "rows": count, "name": f"bukti-pemdi-indikator-3-{year}.zip"}


def _add(pack: zipfile.ZipFile, name: str, content: IO[bytes]) -> None:
    with content, pack.open(name, "w") as place:
        shutil.copyfileobj(content, place)


def _by_opd(found: Pemdi) -> IO[bytes]:
    book = workbook()
    heads = [_("Perangkat daerah")]
    for who in (_("pengelola"), _("pengguna")):
        heads += [f"{who}: {_('pegawai')}", f"{who}: {_('terlatih')}", f"{who}: %"]
    rows = ([row.unit.name, *_cells(row.managing), *_cells(row.using)] for row in found.rows)
    write_sheet(book, _("Terlatih per OPD"), heads, rows)
    return saved(book)


def _cells(one: Any) -> list[Any]:
    return [one.staff, one.trained, None if one.share is None else round(one.share, 1)]


def _trained_people(year: int) -> IO[bytes]:
    book = workbook()
    heads = [_("NIP/NI PPPK"), _("Nama"), _("Peran digital"), _("Kompetensi"), _("Tingkat"), _("Diperoleh")]
    write_sheet(book, _("Pegawai terlatih"), heads, _trained_rows(year))
    return saved(book)


def _trained_rows(year: int) -> Iterator[list[Any]]:
    """Every piece of training evidence of the year in a Pemdi cluster; anonymised people have no name any more."""
    rows = (
        Evidence.objects.filter(
            obtained_on__year=year, withdrawn_at=None, skill__tags__scheme=TagScheme.PEMDI
        )
        .filter(source__in=["course", "external"])
        .distinct()
        .order_by("user__name", "user_id", "skill__code")
        .values_list("user__nip", "user__name", "user__digital_role", "skill__name", "level", "obtained_on")
    )
    for nip, name, role, *others, day in rows.iterator(chunk_size=1000):
        yield [nip or "", name, str(DigitalRole(role).label), *others, day.isoformat()]


def _courses(year: int) -> IO[bytes]:
    done = Q(enrolments__state=EnrolmentState.COMPLETED, enrolments__completed_at__year=year)
    rows = CoursePage.objects.annotate(people=Count("enrolments", filter=done)).filter(people__gt=0)
    book = workbook()
    heads = [_("Pelatihan"), _("Bidang"), "JP", _("Lulus tahun ini")]
    write_sheet(
        book,
        _("Pelatihan"),
        heads,
        rows.order_by("title").values_list("title", "field__name", "jp", "people").iterator(),
    )
    return saved(book)


def _add_documents(pack: zipfile.ZipFile, found: Pemdi) -> None:
    for row in found.documents:
        _add(pack, f"dokumen/{row.kind}-{row.pk}.{row.file_kind}", row.file.open())


def _add_certificates(pack: zipfile.ZipFile, job: Job, year: int) -> tuple[int, int]:
    """How many are in the pack, and how many could not be read."""
    issued = Certificate.objects.in_force().filter(issued_at__year=year, withdrawn_at=None, forgotten_at=None)
    total, count, lost = issued.count(), 0, 0
    for certificate in issued.order_by("year", "sequence").iterator(chunk_size=STEP):
        try:
            pack.writestr(f"sertifikat/{certificate.year}-{certificate.sequence:05d}.pdf", read(certificate))
            count += 1
        except Damaged:
            lost += 1
        if (count + lost) % STEP == 0:
            report(job, count + lost, total)
    return count, lost


def _contents(found: Pemdi, count: int, lost: int) -> str:
    head = _("Bukti Indikator 3 Pemerintah Digital tahun %(year)s, disusun %(day)s.")
    files = [
        ("laporan.pdf", _("laporan dengan angka, garis 90 persen, dan tingkat yang dicapai")),
        ("cakupan-per-opd.xlsx", _("pengelola dan pengguna terlatih tiap perangkat daerah")),
        ("pegawai-terlatih.xlsx", _("bukti kompetensi yang diperoleh tahun ini")),
        ("pelatihan.xlsx", _("pelatihan dengan jumlah lulusan tahun ini")),
        ("sertifikat/", _("%(n)s sertifikat yang terbit tahun ini") % {"n": count}),
        *((f"dokumen/{row.kind}-{row.pk}.{row.file_kind}", row.title) for row in found.documents),
    ]
    lines = [head % {"year": found.year, "day": timezone.localdate().isoformat()}, ""]
    lines += [f"{name} – {text}" for name, text in files]
    if lost:
        lines.append(_("%(n)s sertifikat tidak dapat dibaca; hubungi operator.") % {"n": lost})
    return "\n".join(lines) + "\n"
