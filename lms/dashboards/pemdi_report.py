"""The words of the report on indicator 3."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.core.paper import Part, Report, printed
from lms.core.templatetags.say import day, percent
from lms.dashboards.queries.pemdi import Pemdi
from lms.skills.pemdi import Trained


def pemdi_report(found: Pemdi) -> bytes:
    report = Report(
        title=_("Laporan Indikator 3 Pemerintah Digital"),
        subtitle=_("Tingkat Kematangan SDM, tahun %(year)s") % {"year": found.year},
        issuer=settings.PIAWAI_CITY,
        parts=[_figures(found), _by_opd(found), _documents(found), _meaning()],
        footer=_("Disusun %(day)s dari data pelatihan dan sertifikat.") % {"day": day(timezone.localdate())},
    )
    return printed(report, on=timezone.localdate())


def _figures(found: Pemdi) -> Part:
    rows = [
        _row(_("Pengelola layanan digital"), found.managing, found.before[0]),
        _row(_("Pengguna layanan digital"), found.using, found.before[1]),
    ]
    return Part(
        head=_("Hasil"),
        lines=[
            _("Tingkat yang dicapai: %(level)s dari 5.") % {"level": found.level},
            _("Langkah berikutnya: %(step)s") % {"step": found.next_step},
        ],
        heads=[_("Peran"), _("Pegawai"), _("Terlatih"), "%", _("Tahun lalu"), _("Garis 90 %")],
        rows=rows,
        numbers=[1, 2, 3, 4],
        widths=[4, 2, 2, 2, 2, 3],
    )


def _row(label: str, now: Trained, before: Trained) -> list[str]:
    line = _("dilewati") if now.above_line else _("kurang %(n)s orang") % {"n": now.missing}
    return [label, str(now.staff), str(now.trained), percent(now.share), percent(before.share), line]


def _by_opd(found: Pemdi) -> Part:
    return Part(
        head=_("Tiap perangkat daerah"),
        heads=[_("Perangkat daerah"), _("Pengelola"), _("Pengguna"), _("Perlu dilatih")],
        rows=[
            [row.unit.name, _share(row.managing), _share(row.using), str(row.missing)] for row in found.rows
        ],
        numbers=[1, 2, 3],
        widths=[6, 3, 3, 2],
    )


def _share(one: Trained) -> str:
    return f"{one.trained}/{one.staff} ({percent(one.share)})" if one.staff else "–"


def _documents(found: Pemdi) -> Part:
    return Part(
        head=_("Dokumen pendukung"),
        lines=[] if found.documents else [_("Belum ada dokumen.")],
        heads=[_("Jenis"), _("Judul"), _("Tanggal")] if found.documents else [],
        rows=[[str(row.get_kind_display()), row.title, day(row.dated)] for row in found.documents],
        widths=[3, 4, 2] if found.documents else [],
    )


def _meaning() -> Part:
    return Part(
        head=_("Cara menghitung"),
        lines=[
            _(
                "Terlatih: pegawai terhitung yang pada akhir tahun itu (atau hari ini) memegang bukti yang masih"
                " berlaku untuk paling sedikit satu kompetensi dalam klaster kompetensi digital, dari pelatihan"
                " atau sertifikat yang diperiksa."
            ),
            _("Peran digital tiap pegawai ditetapkan BKPSDM. Garis 90 % dilewati bila lebih dari 90 %."),
        ],
    )
