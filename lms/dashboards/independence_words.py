"""What the parts of the score of independence are called, mean, and ask for."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lms.core.templatetags.say import decimal
from lms.dashboards.queries.independence import Ranked
from lms.skills.independence import ENOUGH, PARTS
from lms.skills.models import IndependenceWeights

NAMES: dict[str, str | Promise] = {
    "coverage": gettext_lazy("Cakupan"),
    "depth": gettext_lazy("Kedalaman"),
    "freshness": gettext_lazy("Kemutakhiran"),
    "continuity": gettext_lazy("Kesinambungan"),
}


def meanings(weights: IndependenceWeights) -> list[tuple[str, int, str]]:
    """(name, weight, meaning) of every part."""
    texts = {
        "coverage": _("persyaratan kompetensi yang terpenuhi, dibagi semua yang dipersyaratkan"),
        "depth": _("kompetensi kunci yang dikuasai paling sedikit dua orang pada tingkat 3 atau lebih"),
        "freshness": _("persyaratan terpenuhi yang buktinya dari 24 bulan terakhir"),
        "continuity": _(
            "kompetensi kunci yang 24 bulan lagi masih dikuasai paling sedikit dua orang, setelah yang pensiun"
        ),
    }
    return [(str(NAMES[name]), getattr(weights, name), texts[name]) for name in PARTS]


def advice(row: Ranked) -> str:
    """The step that lifts the score most, with how much there is to do."""
    part = row.score.most_lifting
    if part is None:
        return _("Semua bagian sudah penuh.")
    missing = part.whole - part.count
    fragile = sum(line.staying < ENOUGH for line in row.lines if line.critical)
    texts = {
        "coverage": ngettext(
            "Penuhi %(n)s persyaratan yang masih kurang.",
            "Penuhi %(n)s persyaratan yang masih kurang.",
            missing,
        ),
        "depth": ngettext(
            "Naikkan paling sedikit dua orang ke tingkat 3 di %(n)s kompetensi kunci.",
            "Naikkan paling sedikit dua orang ke tingkat 3 di %(n)s kompetensi kunci.",
            missing,
        ),
        "freshness": ngettext(
            "Segarkan %(n)s bukti yang lebih tua dari 24 bulan.",
            "Segarkan %(n)s bukti yang lebih tua dari 24 bulan.",
            missing,
        ),
        "continuity": ngettext(
            "Siapkan penerus di %(n)s kompetensi kunci.",
            "Siapkan penerus di %(n)s kompetensi kunci.",
            fragile,
        ),
    }
    words = {"n": fragile if part.name == "continuity" else missing}
    points = _("Nilai naik sampai %(points)s poin.") % {"points": decimal(row.score.lift(part))}
    return f"{texts[part.name] % words} {points}"
