from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ForecastPoint(models.Model):
    """What of today's requirements will be met at the end of a quarter to come, by OPD and field.

    ``staff`` without those who will have retired; ``met`` by evidence that is valid then; ``awaited`` more of them
    if every running duty is done by its due date. Computed at night.
    """

    unit = models.ForeignKey("people.Unit", models.CASCADE, related_name="+", verbose_name=_("unit kerja"))
    field = models.ForeignKey("skills.Field", models.CASCADE, related_name="+", verbose_name=_("bidang"))
    on = models.DateField(_("tanggal"))
    staff = models.PositiveIntegerField(_("persyaratan"), default=0)
    met = models.PositiveIntegerField(_("dipenuhi"), default=0)
    awaited = models.PositiveIntegerField(_("diharapkan"), default=0)

    class Meta:
        verbose_name = _("titik perkiraan")
        verbose_name_plural = _("titik perkiraan")
        ordering = ["on", "unit", "field"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "field", "on"], name="forecast_once_per_unit_field_day"),
            models.CheckConstraint(
                condition=Q(met__lte=F("staff")) & Q(awaited__lte=F("staff") - F("met")),
                name="forecast_counts_possible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.field_id}/{self.on}"


class ForecastBasis(models.Model):
    """The figures that the forecast of a day rests on; one row."""

    made_on = models.DateField(_("dihitung"))
    due = models.PositiveIntegerField(_("penugasan jatuh tempo"), default=0)
    on_time = models.PositiveIntegerField(_("selesai tepat waktu"), default=0)
    retiring = models.PositiveIntegerField(_("pensiun dalam 36 bulan"), default=0)
    expiring = models.PositiveIntegerField(_("bukti yang habis dalam 36 bulan"), default=0)
    duties = models.PositiveIntegerField(_("penugasan berjalan"), default=0)

    class Meta:
        verbose_name = _("dasar perkiraan")
        verbose_name_plural = _("dasar perkiraan")

    def __str__(self) -> str:
        return str(self.made_on)
