from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class CoveragePoint(models.Model):
    """What of today's requirements of today's staff was met at the end of a past quarter, by OPD and field.

    Computed at night from evidence: rows withdrawn since then count as if they had never been. ``unit`` is
    the OPD, or the unit itself where it belongs to none.
    """

    unit = models.ForeignKey(
        "people.Unit", models.CASCADE, related_name="points", verbose_name=_("unit kerja")
    )
    field = models.ForeignKey("skills.Field", models.CASCADE, related_name="points", verbose_name=_("bidang"))
    on = models.DateField(_("tanggal"))
    staff = models.PositiveIntegerField(_("persyaratan"), default=0)
    met = models.PositiveIntegerField(_("dipenuhi"), default=0)

    class Meta:
        verbose_name = _("titik capaian")
        verbose_name_plural = _("titik capaian")
        ordering = ["on", "unit", "field"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "field", "on"], name="point_once_per_unit_field_day"),
            models.CheckConstraint(condition=Q(met__lte=F("staff")), name="point_counts_possible"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.field_id}/{self.on}"
