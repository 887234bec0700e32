"""What stands in exported sheets: heads, rows, and what the words in them mean."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from lms.core.templatetags.say import day
from lms.dashboards.queries.coverage import Line, Matrix
from lms.dashboards.queries.gaps import Gap
from lms.dashboards.scope import Filters

Cells = list[Any]


def gap_heads() -> list[str]:
    return [
        _("NIP/NI PPPK"),
        _("Nama"),
        _("Jabatan"),
        _("Unit kerja"),
        _("OPD"),
        _("Peran digital"),
        _("Bidang"),
        _("Kode"),
        _("Kompetensi"),
        _("Tingkat dipersyaratkan"),
        _("Tingkat saat ini"),
        _("Bukti terakhir"),
        _("Pelatihan berjalan"),
        _("Tenggat"),
    ]


def gap_row(gap: Gap) -> Cells:
    posting, way = gap.posting, gap.on_the_way
    opd = posting.unit.opd if posting else None
    return [
        gap.person.nip or "",
        gap.person.full_name,
        posting.position.name if posting else "",
        posting.unit.name if posting else "",
        opd.name if opd else "",
        gap.person.get_digital_role_display(),
        gap.skill.field.name,
        gap.skill.code,
        gap.skill.name,
        gap.needs,
        gap.has,
        day(gap.last.obtained_on) if gap.last else "",
        way.course if way else "",
        day(way.due_at) if way else "",
    ]


def matrix_heads(matrix: Matrix) -> list[str]:
    heads = [_("Unit kerja")]
    for column in matrix.columns:
        for word in (
            _("dipersyaratkan"),
            _("dipenuhi"),
            _("cakupan (%)"),
            _("target (%)"),
            _("perubahan sejak triwulan lalu (poin)"),
            _("pemegang tunggal"),
        ):
            heads.append(f"{column.label}: {word}")
    return heads


def coverage_rows(matrix: Matrix) -> Iterator[Cells]:
    yield from (_line_cells(line) for line in (*matrix.lines, matrix.total))


def _line_cells(line: Line) -> Cells:
    cells: Cells = [line.label]
    for figure in line.figures:
        share = None if figure.share is None else round(figure.share, 1)
        cells += [figure.required, figure.met, share, figure.target, figure.change, ", ".join(figure.alone)]
    return cells


def filter_rows(filters: Filters) -> list[Cells]:
    """What the sheet is about, so that it can be read without the page."""
    return [
        [_("Keadaan per"), day(filters.on or timezone.localdate())],
        [_("Susunan unit"), _("menurut tanggal itu") if filters.then else _("hari ini")],
        [_("Unit kerja"), filters.place_name],
        [_("Termasuk unit di bawahnya"), _("tidak") if filters.direct else _("ya")],
        [_("Bidang"), filters.field.name if filters.field else _("semua")],
        [_("Kompetensi"), str(filters.skill) if filters.skill else _("semua")],
        [_("Peran digital"), filters.role_label or _("semua")],
        [_("Tahun target"), filters.year],
    ]


def definition_rows() -> list[Cells]:
    return [
        [
            _("Pegawai yang dihitung"),
            _("Pegawai aktif dengan status dan kedudukan hukum yang ditetapkan, menurut penempatannya."),
        ],
        [
            _("Dipersyaratkan"),
            _("Pasangan pegawai dan kompetensi yang diwajibkan oleh jabatan dan peran digitalnya."),
        ],
        [
            _("Dipenuhi"),
            _("Pasangan yang tingkatnya sudah sama dengan atau di atas tingkat yang dipersyaratkan."),
        ],
        [_("Cakupan"), _("Dipenuhi dibagi dipersyaratkan, dalam persen.")],
        [
            _("Keadaan per tanggal yang lalu"),
            _(
                "Penempatan, status, peran digital, persyaratan, dan bukti pada tanggal itu."
                " Bukti yang kemudian dicabut tidak dihitung."
            ),
        ],
        [
            _("Susunan unit hari ini"),
            _("Pegawai unit yang sudah berakhir dihitung pada unit penerusnya."),
        ],
        [
            _("Kesenjangan"),
            _("Dipersyaratkan dikurangi dipenuhi: satu baris tiap pegawai dan kompetensi."),
        ],
        [_("Tingkat saat ini"), _("Bukti terbaik yang masih berlaku dan tidak dicabut; 0 bila belum ada.")],
        [
            _("Pemegang tunggal"),
            _("Kompetensi wajib yang hanya dikuasai satu orang pada tingkat 2 atau lebih."),
        ],
        [_("Target"), _("Janji kinerja OPD untuk tahun itu; bila tidak ada, janji kota.")],
    ]
