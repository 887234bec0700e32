"""What stands in the exported sheets about the five years and about independence, and what the words mean."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from lms.core.templatetags.say import day, percent
from lms.dashboards.independence_words import NAMES, meanings
from lms.dashboards.queries.independence import Ranking
from lms.dashboards.queries.trajectory import Moment, Row, Trajectory
from lms.dashboards.scope import Filters
from lms.skills.independence import PARTS, Score
from lms.skills.models import Field

Cells = list[Any]


def moment_heads() -> list[str]:
    return [_("Tanggal"), _("Tercapai (%)"), _("Perkiraan (%)"), _("Tanpa penugasan (%)"), _("Target (%)")]


def moment_rows(found: Trajectory) -> Iterator[Cells]:
    yield from ([day(one.on), *_shares(one)] for one in found.moments)


def _shares(one: Moment) -> Cells:
    return [_rounded(value) for value in (one.reached, one.expected, one.sure, one.target)]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def promise_heads(years: Iterable[int]) -> list[str]:
    """Of OPDs: today, then three columns for each year."""
    heads = [_("Unit kerja"), _("Bidang"), _("Dipersyaratkan"), _("Dipenuhi"), _("Cakupan hari ini (%)")]
    words = (_("perkiraan (%)"), _("tanpa penugasan (%)"), _("target (%)"))
    return [*heads, *(f"{year}: {word}" for year in years for word in words)]


def promise_rows(parts: Iterable[tuple[Field | None, Trajectory]], years: Sequence[int]) -> Iterator[Cells]:
    """All fields of an OPD together, and each by itself; below the OPDs the whole."""
    for field, found in parts:
        for row in (*found.rows, found.whole):
            yield _promise(field, row, years)


def _promise(field: Field | None, row: Row, years: Sequence[int]) -> Cells:
    cells: Cells = [row.label, field.name if field else _("semua")]
    cells += [row.now.required, row.now.met, _rounded(row.now.share)]
    ends = {one.on.year: one for one in row.years}
    for year in years:
        one = ends.get(year)
        cells += [_rounded(value) for value in (one.expected, one.sure, one.target)] if one else [None] * 3
    return cells


def trajectory_definitions(filters: Filters, found: Trajectory) -> list[Cells]:
    rows: list[Cells] = [
        [_("Keadaan per"), day(timezone.localdate())],
        [_("Unit kerja"), filters.place_name],
        [_("Bidang"), filters.field.name if filters.field else _("semua")],
        [_("Cakupan"), _("Dipenuhi dibagi dipersyaratkan, dalam persen.")],
        [_("Target"), _("Janji kinerja untuk akhir tahun itu; bila OPD tidak punya, janji kota.")],
        [
            _("Tanpa penugasan"),
            _(
                "Yang pasti: setelah yang pensiun dan bukti yang habis masa berlakunya, tanpa pelatihan apa pun."
            ),
        ],
        [
            _("Perkiraan"),
            _(
                "Ditambah penugasan yang berjalan dan putaran tahunan yang akan datang; %(rate)s di"
                " antaranya dianggap selesai pada tenggatnya."
            )
            % {"rate": percent(100 * found.rate)},
        ],
        [_("Tidak diperkirakan"), _("Pegawai baru, penugasan baru, dan perubahan persyaratan.")],
    ]
    if found.basis:
        rows.append([_("Perkiraan dihitung"), day(found.basis.made_on)])
    return rows


def independence_heads() -> list[str]:
    heads = [_("Unit kerja"), _("Nilai (0–100)")]
    for name in PARTS:
        part = {"part": NAMES[name]}
        heads += [_("%(part)s (%%)") % part, _("%(part)s: jumlah") % part, _("%(part)s: dari") % part]
    return heads


def independence_rows(found: Ranking) -> Iterator[Cells]:
    yield from (_scored(row.unit.name, row.score) for row in found.rows)
    if len(found.rows) > 1:
        yield _scored(_("Seluruhnya"), found.whole)


def _scored(label: str, score: Score) -> Cells:
    cells: Cells = [label, _rounded(score.value)]
    for part in score.parts:
        cells += [_rounded(part.share), part.count, part.whole]
    return cells


def independence_definitions(filters: Filters, found: Ranking) -> list[Cells]:
    return [
        [_("Keadaan per"), day(timezone.localdate())],
        [_("Unit kerja"), filters.place_name],
        [
            _("Nilai"),
            _("Jumlah (bobot × bagian) dibagi jumlah bobot. Bagian yang tidak dapat dihitung tidak ikut."),
        ],
        *(
            [_("%(part)s (bobot %(weight)s)") % {"part": name, "weight": weight}, text]
            for name, weight, text in meanings(found.weights)
        ),
        [
            _("Kompetensi kunci"),
            _("Yang dipersyaratkan sebuah jabatan di perangkat daerah itu pada tingkat 2 atau lebih."),
        ],
    ]
