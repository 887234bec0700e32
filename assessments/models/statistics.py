"""What the nightly reading of all answers found. Numbers for the lecturer; keys of attempts only for integrity."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.enums import AttemptChoice


class QuizStatistics(models.Model):
    """Figures of one quiz over one choice of attempts; all rows of a quiz are computed together.

    ``payload`` is what ``assessments.statistics.report`` makes. A row is there, empty, as soon as somebody has
    asked for it.
    """

    quiz = models.ForeignKey(
        "assessments.QuizPage", models.CASCADE, related_name="statistics", verbose_name=_("kuis")
    )
    choice = models.CharField(_("percobaan"), max_length=8, choices=AttemptChoice)
    job = models.ForeignKey("core.Job", models.SET_NULL, null=True, blank=True, related_name="+")
    computed_at = models.DateTimeField(_("dihitung"), null=True, blank=True)
    attempts = models.PositiveIntegerField(_("percobaan"), default=0)
    people = models.PositiveIntegerField(_("peserta"), default=0)
    payload = models.JSONField(_("angka"), default=dict)

    class Meta:
        verbose_name = _("statistik kuis")
        verbose_name_plural = _("statistik kuis")
        ordering = ["quiz", "choice"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "choice"], name="statistics_once_per_choice"),
            models.CheckConstraint(
                condition=Q(computed_at__isnull=False) | Q(attempts=0, people=0),
                name="statistics_counts_are_computed",
            ),
            models.CheckConstraint(
                condition=Q(people__lte=models.F("attempts")), name="statistics_people_within_attempts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id}/{self.choice}"


class IntegrityReport(models.Model):
    """What stands out in the answers to one quiz, for a person to look at; made on request, kept for a while.

    ``payload`` is what ``assessments.integrity`` makes; it holds keys of attempts, never names.
    """

    quiz = models.OneToOneField(
        "assessments.QuizPage",
        models.CASCADE,
        primary_key=True,
        related_name="integrity",
        verbose_name=_("kuis"),
    )
    job = models.ForeignKey("core.Job", models.SET_NULL, null=True, blank=True, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("oleh")
    )
    asked_at = models.DateTimeField(_("diminta"), default=timezone.now)
    computed_at = models.DateTimeField(_("dihitung"), null=True, blank=True)
    payload = models.JSONField(_("temuan"), default=dict)

    class Meta:
        verbose_name = _("laporan integritas")
        verbose_name_plural = _("laporan integritas")

    def __str__(self) -> str:
        return str(self.quiz_id)
