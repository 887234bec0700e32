"""Time and chances that one person gets, and those that an outage took."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class QuizException(models.Model):
    """Other dates or more attempts for one person in one quiz. Extra time belongs to the person (``time_factor``)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="quiz_exceptions", verbose_name=_("peserta")
    )
    quiz = models.ForeignKey(
        "assessments.QuizPage", models.CASCADE, related_name="exceptions", verbose_name=_("kuis")
    )
    extra_attempts = models.PositiveSmallIntegerField(_("kesempatan tambahan"), default=0)
    opens_at = models.DateTimeField(_("dibuka"), null=True, blank=True)
    closes_at = models.DateTimeField(_("ditutup"), null=True, blank=True)
    reason = models.CharField(_("alasan"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("oleh"))
    at = models.DateTimeField(_("waktu"), default=timezone.now)

    class Meta:
        verbose_name = _("pengecualian kuis")
        verbose_name_plural = _("pengecualian kuis")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "quiz"], name="exception_once_per_person_quiz"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="exception_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}/{self.quiz_id}"


class Outage(models.Model):
    """A time in which the site failed. Whoever had an attempt running gets back what it took."""

    started_at = models.DateTimeField(_("mulai"))
    ended_at = models.DateTimeField(_("pulih"))
    reason = models.CharField(_("keterangan"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("oleh"))
    at = models.DateTimeField(_("dicatat"), default=timezone.now)
    extended = models.PositiveIntegerField(_("percobaan diperpanjang"), default=0)
    granted = models.PositiveIntegerField(_("kesempatan dikembalikan"), default=0)

    class Meta:
        verbose_name = _("gangguan")
        verbose_name_plural = _("gangguan")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at__gt=models.F("started_at")), name="outage_ends_after_it_began"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="outage_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.started_at:%d-%m-%Y %H:%M}"
