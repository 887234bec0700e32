from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lms.people.enums import DigitalRole


class CoverageCell(models.Model):
    """What dashboards read: counts for one unit (without those below it), skill, level and digital role.

    - ``staff``: counted staff whose post requires the skill at exactly this level;
    - ``met``: those of them who hold the skill at this level or above;
    - ``holders``: counted staff who hold the skill at exactly this level, whatever their post requires.

    Summed over levels, ``met / staff`` is coverage; ``holders`` of a level and above is depth.
    """

    unit = models.ForeignKey(
        "people.Unit", models.CASCADE, related_name="cells", verbose_name=_("unit kerja")
    )
    skill = models.ForeignKey(
        "skills.Skill", models.CASCADE, related_name="cells", verbose_name=_("kompetensi")
    )
    level = models.PositiveSmallIntegerField(_("tingkat"))
    digital_role = models.CharField(_("peran digital"), max_length=16, choices=DigitalRole)
    staff = models.IntegerField(_("pegawai"), default=0)
    met = models.IntegerField(_("memenuhi"), default=0)
    holders = models.IntegerField(_("pemegang"), default=0)

    class Meta:
        verbose_name = _("sel cakupan")
        verbose_name_plural = _("sel cakupan")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "skill", "level", "digital_role"], name="cell_once_per_unit_skill_level_role"
            ),
            models.CheckConstraint(
                condition=Q(staff__gte=0, met__gte=0, holders__gte=0, met__lte=models.F("staff")),
                name="cell_counts_possible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.skill_id}/{self.level}/{self.digital_role}"


class CoverageSum(models.Model):
    """The cells of one unit, skill and digital role added up over levels: a fifth of the rows for a map to read.

    ``masters``: counted staff who hold the skill at level 2 or above. Kept together with the cells.
    """

    unit = models.ForeignKey("people.Unit", models.CASCADE, related_name="sums", verbose_name=_("unit kerja"))
    skill = models.ForeignKey(
        "skills.Skill", models.CASCADE, related_name="sums", verbose_name=_("kompetensi")
    )
    digital_role = models.CharField(_("peran digital"), max_length=16, choices=DigitalRole)
    staff = models.IntegerField(_("pegawai"), default=0)
    met = models.IntegerField(_("memenuhi"), default=0)
    masters = models.IntegerField(_("menguasai"), default=0)

    class Meta:
        verbose_name = _("jumlah cakupan")
        verbose_name_plural = _("jumlah cakupan")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "skill", "digital_role"], name="sum_once_per_unit_skill_role"
            ),
            models.CheckConstraint(
                condition=Q(staff__gte=0, met__gte=0, masters__gte=0, met__lte=models.F("staff")),
                name="sum_counts_possible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.skill_id}/{self.digital_role}"
