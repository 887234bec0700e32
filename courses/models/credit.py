from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.enums import CreditForm


class CreditRule(models.Model):
    """How minutes become JP for one form of learning, from a day on (PerLAN 5/2018: 1 JP = 45 minutes)."""

    version = models.CharField(_("versi"), max_length=20)
    form = models.CharField(_("bentuk"), max_length=4, choices=CreditForm)
    minutes_per_jp = models.PositiveSmallIntegerField(_("menit per JP"), default=45)
    daily_cap = models.PositiveSmallIntegerField(_("paling banyak sehari (JP)"), null=True, blank=True)
    valid_from = models.DateField(_("berlaku dari"))

    class Meta:
        verbose_name = _("aturan JP")
        verbose_name_plural = _("aturan JP")
        ordering = ["form", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["form", "valid_from"], name="credit_rule_once_per_day")
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.form}"


class CreditEntry(models.Model):
    """JP of one person on one WIB day out of one completed course: as computed, and as recognised under the cap."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="credits", verbose_name=_("pegawai")
    )
    enrolment = models.ForeignKey(
        "courses.Enrolment", models.PROTECT, related_name="credits", verbose_name=_("pendaftaran")
    )
    form = models.CharField(_("bentuk"), max_length=4, choices=CreditForm, default=CreditForm.ELEARNING)
    day = models.DateField(_("tanggal"))
    raw_jp = models.PositiveSmallIntegerField(_("JP mentah"))
    recognised_jp = models.PositiveSmallIntegerField(_("JP diakui"))
    rule = models.ForeignKey(CreditRule, models.PROTECT, related_name="+", verbose_name=_("aturan"))

    class Meta:
        verbose_name = _("catatan JP")
        verbose_name_plural = _("catatan JP")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "day"], name="credit_once_per_enrolment_day"),
            models.CheckConstraint(
                condition=Q(recognised_jp__lte=F("raw_jp")), name="credit_recognised_within_raw"
            ),
        ]
        indexes = [models.Index(fields=["user", "day"], name="credit_user_day")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.day}: {self.recognised_jp} JP"
