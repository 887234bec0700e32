from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Resilience(models.Model):
    """How far one OPD can rely on what its people hold in one skill; counted at night.

    - ``held``: requirements that are met; ``fresh``: those of them by evidence of the last 24 months;
    - ``staying``: people at level 2 or above who will still serve in 24 months.
    """

    unit = models.ForeignKey("people.Unit", models.CASCADE, related_name="+", verbose_name=_("unit kerja"))
    skill = models.ForeignKey("skills.Skill", models.CASCADE, related_name="+", verbose_name=_("kompetensi"))
    held = models.PositiveIntegerField(_("dipenuhi"), default=0)
    fresh = models.PositiveIntegerField(_("mutakhir"), default=0)
    staying = models.PositiveIntegerField(_("menetap"), default=0)

    class Meta:
        verbose_name = _("ketahanan")
        verbose_name_plural = _("ketahanan")
        constraints = [
            models.UniqueConstraint(fields=["unit", "skill"], name="resilience_once_per_unit_skill"),
            models.CheckConstraint(condition=Q(fresh__lte=F("held")), name="resilience_counts_possible"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.skill_id}"


class IndependenceWeights(models.Model):
    """How much each part counts in the score of independence, from a day on."""

    valid_from = models.DateField(_("berlaku dari"), unique=True)
    coverage = models.PositiveSmallIntegerField(_("cakupan"), default=40)
    depth = models.PositiveSmallIntegerField(_("kedalaman"), default=25)
    freshness = models.PositiveSmallIntegerField(_("kemutakhiran"), default=15)
    continuity = models.PositiveSmallIntegerField(_("kesinambungan"), default=20)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("ditetapkan oleh"),
    )

    class Meta:
        verbose_name = _("bobot kemandirian")
        verbose_name_plural = _("bobot kemandirian")
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(coverage=100 - F("depth") - F("freshness") - F("continuity")),
                name="weights_add_up_to_100",
            )
        ]

    def __str__(self) -> str:
        return f"{self.coverage}/{self.depth}/{self.freshness}/{self.continuity}"
