"""What stands in the exported sheets about JP, and what the words in them mean."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.core.templatetags.say import day
from lms.dashboards.queries.jp import duty
from lms.dashboards.queries.jp_units import BEHIND, MISSING, REACHED, JPTable, UnitLine
from lms.dashboards.scope import Filters

Cells = list[Any]


def jp_unit_heads(table: JPTable) -> list[str]:
    heads = [
        _("Unit kerja"),
        _("Pegawai"),
        _("PNS"),
        _("Sudah %(jp)s JP") % {"jp": table.least},
        _("Sudah (persen)"),
        _("Rata-rata JP"),
    ]
    return [*heads, _("Perkiraan sudah pada 31 Desember")] if table.running else heads


def jp_unit_rows(table: JPTable) -> Iterator[Cells]:
    yield from (_unit_cells(line, table) for line in (*table.lines, table.whole))


def _unit_cells(line: UnitLine, table: JPTable) -> Cells:
    cells = [line.label, line.sums.staff, line.sums.bound, line.sums.reached, _rounded(line.share)]
    cells.append(_rounded(line.average))
    return [*cells, line.sums.likely] if table.running else cells


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def jp_person_heads(table: JPTable) -> list[str]:
    return [
        _("NIP/NI PPPK"),
        _("Nama"),
        _("Status"),
        _("Jabatan"),
        _("Unit kerja"),
        _("OPD"),
        _("JP diakui %(year)s") % {"year": table.year},
        _("Kewajiban"),
        _("Kurang"),
        _("Perkiraan 31 Desember"),
    ]


def jp_person_row(person: Any) -> Cells:
    """``person``: a user with ``jp``, ``sure`` and ``posts_now``."""
    posting = next(iter(person.posts_now), None)
    opd = posting.unit.opd if posting else None
    least = duty(person).least
    return [
        person.nip or "",
        person.full_name,
        person.get_employment_status_display(),
        posting.position.name if posting else "",
        posting.unit.name if posting else "",
        opd.name if opd else "",
        person.jp,
        least,
        None if least is None else max(0, least - person.jp),
        person.sure,
    ]


def choices_of_reach(least: int) -> dict[str, str]:
    words = {"jp": least}
    return {
        REACHED: _("Sudah %(jp)s JP") % words,
        MISSING: _("Belum %(jp)s JP") % words,
        BEHIND: _("Perkiraan tetap di bawah %(jp)s JP") % words,
    }


def jp_definition_rows(filters: Filters, table: JPTable) -> list[Cells]:
    reach = choices_of_reach(table.least).get(filters.asked.get("capai", ""), _("semua"))
    return [
        [_("Keadaan per"), day(timezone.localdate())],
        [_("Tahun"), table.year],
        [_("Unit kerja"), filters.place_name],
        [_("Termasuk unit di bawahnya"), _("tidak") if filters.direct else _("ya")],
        [_("Capaian pada lembar Pegawai"), reach],
        [
            _("Pegawai"),
            _("Pegawai terhitung menurut penempatannya hari ini, juga untuk tahun yang lalu."),
        ],
        [_("JP diakui"), _("JP setelah batas sehari atau sebulan tiap bentuk; 1 JP = 45 menit.")],
        [
            _("Kewajiban"),
            _(
                "PNS paling sedikit %(jp)s JP setahun (PP 11/2017 Pasal 203). Untuk PPPK paling banyak %(most)s JP."
            )
            % {"jp": table.least, "most": settings.PIAWAI_JP_MOST},
        ],
        [_("Sudah"), _("PNS yang JP diakuinya sudah mencapai kewajiban itu, dalam persen dari semua PNS.")],
        [_("Rata-rata JP"), _("Semua JP diakui dibagi semua pegawai terhitung.")],
        [
            _("Perkiraan"),
            _("JP diakui ditambah JP pelatihan wajib yang masih terbuka dengan tenggat tahun ini."),
        ],
    ]
