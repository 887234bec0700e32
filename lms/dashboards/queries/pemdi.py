"""Indicator 3 of Pemerintah Digital for one year: counts, level, and what is missing for the next."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.people.enums import DigitalRole
from lms.people.models import Unit
from lms.skills.enums import PemdiDocumentKind
from lms.skills.models import PemdiDocument, Requirement, TrainedCount
from lms.skills.pemdi import Trained, level

ROLES = (DigitalRole.MANAGES, DigitalRole.USES)


@dataclass(frozen=True)
class Row:
    unit: Unit
    managing: Trained
    using: Trained

    @property
    def missing(self) -> int:
        return self.managing.missing + self.using.missing


@dataclass(frozen=True)
class Pemdi:
    year: int
    managing: Trained
    using: Trained
    before: tuple[Trained, Trained]
    level: int
    next_step: str
    rows: tuple[Row, ...]
    documents: tuple[PemdiDocument, ...]
    years: tuple[int, ...]


def pemdi(year: int) -> Pemdi:
    """Five queries. The whole city: the indicator is the government's, not an OPD's."""
    counts = _counts(year)
    managing, using = (_sum(counts, role) for role in ROLES)
    earlier = _counts(year - 1)
    documents = tuple(PemdiDocument.objects.filter(year=year).select_related("added_by"))
    kinds = {row.kind for row in documents}
    reached = level(
        has_map=Requirement.objects.exists(),
        managing=managing,
        using=using,
        ai=PemdiDocumentKind.AI_USE in kinds,
        intensive=PemdiDocumentKind.INTENSIVE_USE in kinds,
    )
    years = TrainedCount.objects.order_by("year").values_list("year", flat=True).distinct()
    return Pemdi(
        year=year,
        managing=managing,
        using=using,
        before=(_sum(earlier, ROLES[0]), _sum(earlier, ROLES[1])),
        level=reached,
        next_step=_next_step(reached, managing, using),
        rows=_rows(counts),
        documents=documents,
        years=tuple(years),
    )


def _counts(year: int) -> list[TrainedCount]:
    return list(
        TrainedCount.objects.filter(year=year).select_related("unit").order_by("unit__order", "unit__name")
    )


def _sum(counts: list[TrainedCount], role: str) -> Trained:
    rows = [row for row in counts if row.digital_role == role]
    return Trained(sum(row.staff for row in rows), sum(row.trained for row in rows))


def _rows(counts: list[TrainedCount]) -> tuple[Row, ...]:
    """OPDs, the one that lacks most people first."""
    units = {row.unit_id: row.unit for row in counts}
    rows = []
    for pk, unit in units.items():
        own = [row for row in counts if row.unit_id == pk]
        rows.append(Row(unit, _sum(own, ROLES[0]), _sum(own, ROLES[1])))
    return tuple(sorted(rows, key=lambda row: -row.missing))


def _next_step(reached: int, managing: Trained, using: Trained) -> str:
    if reached == 0:
        return _("Muat kerangka kompetensi dan persyaratan jabatan sebagai peta kompetensi.")
    if reached == 1:
        text = ngettext(
            "Latih %(n)s pengelola layanan digital lagi untuk melewati 90 %%.",
            "Latih %(n)s pengelola layanan digital lagi untuk melewati 90 %%.",
            managing.missing,
        )
        return text % {"n": managing.missing}
    if reached == 2:
        text = ngettext(
            "Latih %(n)s pengguna layanan digital lagi untuk melewati 90 %%.",
            "Latih %(n)s pengguna layanan digital lagi untuk melewati 90 %%.",
            using.missing,
        )
        return text % {"n": using.missing}
    if reached == 3:
        return _("Lampirkan bukti pemanfaatan AI dan analisis data secara intensif.")
    if reached == 4:
        return _("Lampirkan bukti pemanfaatan AI, analisis data, dan teknologi terbaru secara intensif.")
    return _("Tingkat tertinggi tercapai.")
