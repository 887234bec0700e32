from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ExemptionQuerySet(models.QuerySet["Exemption"]):
    def current(self, on: date | None = None) -> "ExemptionQuerySet":
        return self.filter(Q(until=None) | Q(until__gte=on or timezone.localdate()))


class Exemption(models.Model):
    """One person need not fulfil a duty, for a reason, until a day or for as long as it lasts."""

    mandate = models.ForeignKey(
        "courses.Mandate", models.CASCADE, related_name="exemptions", verbose_name=_("penugasan")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="exemptions", verbose_name=_("pegawai")
    )
    reason = models.CharField(_("alasan"), max_length=300)
    until = models.DateField(_("sampai"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("oleh"))
    at = models.DateTimeField(_("dicatat"), default=timezone.now)

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("pengecualian")
        verbose_name_plural = _("pengecualian")
        ordering = ["mandate", "user"]
        constraints = [
            models.UniqueConstraint(fields=["mandate", "user"], name="exempt_once_per_mandate"),
            models.CheckConstraint(condition=~Q(reason=""), name="exemption_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.mandate_id}: {self.user_id}"
