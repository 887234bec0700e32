"""Certificates for SIASN as one ZIP: records, the same as a sheet, and the PDF of each. Memory stays flat."""

import json
import tempfile
import zipfile
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.files import Damaged, read
from certificates.models import Certificate
from certificates.siasn import course_record, pdf_name
from lms.core.exports import saved, workbook, write_sheet
from lms.core.jobs import report
from lms.core.models import Job
from lms.dashboards.actions.exports import keep
from lms.people.models import User

MOST = 2000  # in one pack; the next one goes on where it ended
STEP = 50


def write_siasn_pack(job: Job, viewer: User) -> dict[str, Any]:
    """Where the file lies, its name, and the keys of the certificates in it, which are marked once uploaded."""
    waiting = Certificate.objects.for_siasn(viewer).order_by("year", "sequence")[:MOST]
    total, records, ids, lost = min(MOST, waiting.count()), [], [], []
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
            for certificate in waiting.iterator(chunk_size=STEP):
                try:
                    pack.writestr(f"berkas/{pdf_name(certificate.snapshot)}", read(certificate))
                except Damaged:
                    lost.append(certificate.number)
                    continue
                records.append(course_record(certificate.snapshot))
                ids.append(certificate.pk)
                if len(ids) % STEP == 0:
                    report(job, len(ids), total)
            pack.writestr("kursus-save.json", json.dumps(records, ensure_ascii=False, indent=1))
            pack.writestr("kursus.xlsx", _sheet(records))
            pack.writestr("BACA-DAHULU.txt", _contents(len(ids), lost))
        file.seek(0)
        name = keep(file, "zip")
    day = timezone.localdate()
    return {"file": name, "rows": len(ids), "name": f"siasn-kursus-{day:%Y-%m-%d}.zip", "certificates": ids}


def _sheet(records: list[dict[str, Any]]) -> bytes:
    heads = [name for name in course_record_heads(records) if name != "path"]
    book = workbook()
    write_sheet(book, "kursus", heads, ([row[name] for name in heads] for row in records))
    with saved(book) as file:
        return file.read()


def course_record_heads(records: list[dict[str, Any]]) -> list[str]:
    return list(records[0]) if records else ["nipBaru", "namaKursus", "nomorSertipikat"]


def _contents(count: int, lost: list[str | None]) -> str:
    lines = [
        _("%(n)s sertifikat untuk riwayat kursus di SIASN.") % {"n": count},
        "",
        _("kursus-save.json – isian layanan kursus/save; kursus.xlsx – isian yang sama untuk dibaca."),
        _("berkas/ – PDF tiap sertifikat (dokumen 881), dinamai menurut NIP dan nomornya."),
        _("Setelah semuanya diunggah, tandai di halaman SIASN agar tidak ikut lagi di paket berikutnya."),
    ]
    if lost:
        lines.append(
            _("Tidak dapat dibaca, hubungi operator: %(numbers)s") % {"numbers": ", ".join(map(str, lost))}
        )
    return "\n".join(lines) + "\n"
