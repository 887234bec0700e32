from django.db import models
from django.utils.translation import gettext_lazy as _

LEVELS = range(1, 6)
MASTERED = 2  # whoever holds a skill at this level or above does the work without help


class EvidenceSource(models.TextChoices):
    COURSE = "course", _("Pelatihan")
    PLACEMENT = "placement", _("Tes penempatan")
    EXTERNAL = "external", _("Sertifikat luar")
    OBSERVATION = "observation", _("Pengamatan atasan")


class TagScheme(models.TextChoices):
    SPBE = "spbe", _("Bidang SDM SPBE")
    PEMDI = "pemdi", _("Klaster kompetensi digital Pemdi")
    DIGCOMP = "digcomp", _("DigComp 2.2")
    SKKNI = "skkni", _("SKKNI")
