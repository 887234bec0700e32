from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.people.enums import UnitKind


class FormerUnit(models.Model):
    """What a unit was called and where it stood until a day; from the next day on the next row holds, or the
    unit itself.
    """

    unit = models.ForeignKey(
        "people.Unit", models.CASCADE, related_name="former", verbose_name=_("unit kerja")
    )
    until = models.DateField(_("sampai"))
    name = models.CharField(_("nama"), max_length=200)
    short_name = models.CharField(_("nama singkat"), max_length=40, blank=True)
    kind = models.CharField(_("jenis"), max_length=16, choices=UnitKind)
    parent = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("induk")
    )

    class Meta:
        verbose_name = _("susunan terdahulu")
        verbose_name_plural = _("susunan terdahulu")
        ordering = ["unit", "until"]
        constraints = [models.UniqueConstraint(fields=["unit", "until"], name="former_unit_once_per_day")]

    def __str__(self) -> str:
        return f"{self.name} ({self.until})"
