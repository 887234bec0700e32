from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.enums import CreditForm, CreditUnit
from courses.jp import Earned, Terms


class CreditRule(models.Model):
    """How a quantity becomes JP for one form of learning, from a day on (PerLAN 5/2018: 1 JP = 45 minutes).

    ``monthly_times`` is how often in a month the form counts. Without values for abroad, the form has none.
    """

    version = models.CharField(_("versi"), max_length=60)
    form = models.CharField(_("bentuk"), max_length=4, choices=CreditForm)
    unit = models.CharField(_("satuan"), max_length=8, choices=CreditUnit, default=CreditUnit.HOUR)
    minutes_per_jp = models.PositiveSmallIntegerField(_("menit per JP"), default=45)
    jp_per_unit = models.DecimalField(_("JP tiap satuan"), max_digits=5, decimal_places=2, default=Decimal(1))
    jp_per_unit_abroad = models.DecimalField(
        _("JP tiap satuan, internasional"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    daily_cap = models.PositiveSmallIntegerField(_("paling banyak sehari (JP)"), null=True, blank=True)
    daily_cap_abroad = models.PositiveSmallIntegerField(
        _("paling banyak sehari, internasional (JP)"), null=True, blank=True
    )
    monthly_times = models.PositiveSmallIntegerField(_("paling banyak sebulan (kali)"), null=True, blank=True)
    valid_from = models.DateField(_("berlaku dari"))

    class Meta:
        verbose_name = _("aturan JP")
        verbose_name_plural = _("aturan JP")
        ordering = ["form", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["form", "valid_from"], name="credit_rule_once_per_day"),
            models.CheckConstraint(condition=Q(jp_per_unit__gt=0), name="credit_rule_gives_something"),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.form}"

    @property
    def counts_abroad(self) -> bool:
        return self.jp_per_unit_abroad is not None

    def terms(self, abroad: bool = False) -> Terms:
        """For an activity in the country or an international one; those of the country where there are no others."""
        per_unit, cap = self.jp_per_unit, self.daily_cap
        if abroad and self.jp_per_unit_abroad is not None:
            per_unit, cap = self.jp_per_unit_abroad, self.daily_cap_abroad
        monthly = None if self.monthly_times is None else int(self.monthly_times * per_unit)
        return Terms(self.unit, per_unit, cap, monthly)


def rule_on(rules: Sequence[CreditRule], day: date) -> CreditRule:
    """Of the rules of one form, the one in force on the day; before the first rule, the first."""
    newest_first = sorted(rules, key=lambda rule: rule.valid_from, reverse=True)
    return next((rule for rule in newest_first if rule.valid_from <= day), newest_first[-1])


class CreditEntry(models.Model):
    """JP of one person on one WIB day: as computed, and as recognised under the caps.

    They come out of one completed course, or out of one approved training that took place elsewhere.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="credits", verbose_name=_("pegawai")
    )
    enrolment = models.ForeignKey(
        "courses.Enrolment",
        models.PROTECT,
        null=True,
        related_name="credits",
        verbose_name=_("pendaftaran"),
    )
    training = models.ForeignKey(
        "courses.OtherTraining",
        models.PROTECT,
        null=True,
        related_name="credits",
        verbose_name=_("pelatihan lain"),
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
            models.UniqueConstraint(fields=["training", "day"], name="credit_once_per_training_day"),
            models.CheckConstraint(
                condition=Q(enrolment__isnull=False, training=None)
                | Q(enrolment=None, training__isnull=False),
                name="credit_has_one_source",
            ),
            models.CheckConstraint(
                condition=Q(recognised_jp__lte=F("raw_jp")), name="credit_recognised_within_raw"
            ),
        ]
        indexes = [models.Index(fields=["user", "day"], name="credit_user_day")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.day}: {self.recognised_jp} JP"

    @property
    def title(self) -> str:
        """What the JP came out of."""
        if self.training is not None:
            return self.training.title
        return self.enrolment.course.title if self.enrolment else ""

    @property
    def earned(self) -> Earned:
        terms = self.rule.terms(abroad=self.training is not None and self.training.abroad)
        return Earned(self.day, self.raw_jp, terms.daily_cap, terms.monthly_cap)
