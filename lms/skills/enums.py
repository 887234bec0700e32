from django.db import models
from django.utils.translation import gettext_lazy as _

LEVELS = range(1, 6)
MASTERED = 2  # whoever holds a skill at this level or above does the work without help


class EvidenceSource(models.TextChoices):
    COURSE = "course", _("Pelatihan")
    PLACEMENT = "placement", _("Tes penempatan")
    EXTERNAL = "external", _("Sertifikat luar")
    OBSERVATION = "observation", _("Pengamatan atasan")


class EvidenceRule(models.TextChoices):
    """Which of several pieces of valid evidence says the level."""

    BEST = "best", _("Bukti dengan tingkat tertinggi")
    LATEST = "latest", _("Bukti yang terbaru")


class ClaimState(models.TextChoices):
    WAITING = "waiting", _("Menunggu pemeriksaan")
    CHECKED = "checked", _("Sudah diperiksa, menunggu persetujuan")
    APPROVED = "approved", _("Disetujui")
    REFUSED = "refused", _("Ditolak")
    TAKEN_BACK = "taken_back", _("Ditarik kembali")


class NeedState(models.TextChoices):
    PROPOSED = "proposed", _("Menunggu keputusan")
    APPROVED = "approved", _("Disetujui, belum ditugaskan")
    ASSIGNED = "assigned", _("Sudah ditugaskan")
    REFUSED = "refused", _("Tidak disetujui")
    WITHDRAWN = "withdrawn", _("Ditarik kembali")


class TagScheme(models.TextChoices):
    SPBE = "spbe", _("Bidang SDM SPBE")
    PEMDI = "pemdi", _("Klaster kompetensi digital Pemdi")
    DIGCOMP = "digcomp", _("DigComp 2.2")
    SKKNI = "skkni", _("SKKNI")


class PemdiDocumentKind(models.TextChoices):
    """What is asked for beside counts (PermenPANRB 8/2026, indicator 3); the last two prove levels 4 and 5."""

    MAP = "peta", _("Peta kompetensi digital")
    REPORT = "laporan", _("Laporan peningkatan kompetensi")
    ASSESSMENT = "asesmen", _("Data asesmen")
    COMMUNITY = "komunitas", _("Komunitas belajar")
    AI_USE = "ai", _("Pemanfaatan AI dan analisis data (tingkat 4)")
    INTENSIVE_USE = "intensif", _("Pemanfaatan intensif teknologi terbaru (tingkat 5)")
