from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

HIGHEST = 3  # what somebody can see at work; levels above it are proved by a test or a certificate


class Observation(models.Model):
    """What the head of a unit has seen somebody do: the weakest kind of evidence, and one that ages."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="observations", verbose_name=_("pegawai")
    )
    skill = models.ForeignKey("skills.Skill", models.PROTECT, related_name="+", verbose_name=_("kompetensi"))
    level = models.PositiveSmallIntegerField(_("tingkat"))
    seen = models.TextField(_("yang terlihat"), max_length=1000)
    observed_on = models.DateField(_("tanggal"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("diamati oleh")
    )
    at = models.DateTimeField(_("dicatat"), default=timezone.now)

    class Meta:
        verbose_name = _("pengamatan atasan")
        verbose_name_plural = _("pengamatan atasan")
        ordering = ["-observed_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(user=F("by")), name="observation_of_somebody_else"),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=HIGHEST), name="observation_level_is_visible"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill_id} · {self.level}"

    @property
    def reference(self) -> str:
        """What the evidence that comes of it points to."""
        return f"observation:{self.pk}"
