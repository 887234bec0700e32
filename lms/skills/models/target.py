from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Indicator(models.Model):
    """A performance indicator that the city or one OPD has promised: coverage of a field, in percent."""

    code = models.CharField(_("kode"), max_length=40, unique=True)
    name = models.CharField(_("indikator"), max_length=240)
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, related_name="indicators", verbose_name=_("unit kerja")
    )
    field = models.ForeignKey(
        "skills.Field", models.PROTECT, related_name="indicators", verbose_name=_("bidang")
    )
    baseline = models.DecimalField(_("kondisi awal (%)"), max_digits=5, decimal_places=2, default=0)

    class Meta:
        verbose_name = _("indikator kinerja")
        verbose_name_plural = _("indikator kinerja")
        ordering = ["unit", "field"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "field"], name="indicator_once_per_unit_field")
        ]

    def __str__(self) -> str:
        return self.name


class Target(models.Model):
    """The value promised for one year, in percent."""

    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="targets", verbose_name=_("indikator")
    )
    year = models.PositiveSmallIntegerField(_("tahun"))
    value = models.DecimalField(_("target (%)"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("target")
        ordering = ["indicator", "year"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="target_once_per_year"),
            models.CheckConstraint(condition=Q(value__gte=0, value__lte=100), name="target_is_a_percentage"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}: {self.value} %"
