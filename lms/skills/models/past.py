from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lms.people.enums import DigitalRole


class PastDay(models.Model):
    """A day of the past of which coverage was asked for: counted once, then kept as it was counted."""

    on = models.DateField(_("tanggal"), unique=True)
    counted_at = models.DateTimeField(_("dihitung"), null=True)
    job = models.ForeignKey("core.Job", models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("hari yang lalu")
        verbose_name_plural = _("hari yang lalu")
        ordering = ["-on"]

    def __str__(self) -> str:
        return str(self.on)


class PastSum(models.Model):
    """What ``CoverageSum`` would have said on that day, by the units of that day."""

    day = models.ForeignKey(PastDay, models.CASCADE, related_name="sums", verbose_name=_("hari"))
    unit = models.ForeignKey("people.Unit", models.CASCADE, related_name="+", verbose_name=_("unit kerja"))
    skill = models.ForeignKey("skills.Skill", models.CASCADE, related_name="+", verbose_name=_("kompetensi"))
    digital_role = models.CharField(_("peran digital"), max_length=16, choices=DigitalRole)
    staff = models.IntegerField(_("pegawai"), default=0)
    met = models.IntegerField(_("memenuhi"), default=0)
    masters = models.IntegerField(_("menguasai"), default=0)

    class Meta:
        verbose_name = _("jumlah cakupan yang lalu")
        verbose_name_plural = _("jumlah cakupan yang lalu")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "unit", "skill", "digital_role"], name="past_sum_once_per_day_unit_skill_role"
            ),
            models.CheckConstraint(
                condition=Q(staff__gte=0, met__gte=0, masters__gte=0, met__lte=F("staff")),
                name="past_sum_counts_possible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day_id}/{self.unit_id}/{self.skill_id}/{self.digital_role}"
