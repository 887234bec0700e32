from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.enums import PlanState


class TrainingPlan(models.Model):
    """Who should take what with so many JP until a day, so that the most targets are met; found by a solver."""

    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+", verbose_name=_("unit kerja"))
    jp_budget = models.PositiveIntegerField(_("JP yang tersedia"))
    percent_away = models.PositiveSmallIntegerField(_("paling banyak berlatih bersamaan (%)"), default=10)
    rounds = models.PositiveSmallIntegerField(_("gelombang"), default=3)
    ends_on = models.DateField(_("selesai pada"))
    state = models.CharField(_("keadaan"), max_length=16, choices=PlanState, default=PlanState.SOLVING)
    result = models.JSONField(_("hasil"), default=dict)
    job = models.ForeignKey("core.Job", models.SET_NULL, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("dibuat oleh")
    )
    created_at = models.DateTimeField(_("dibuat"), default=timezone.now)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("disetujui oleh"),
    )

    class Meta:
        verbose_name = _("rencana pelatihan")
        verbose_name_plural = _("rencana pelatihan")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent_away__gte=1, percent_away__lte=100), name="plan_percent_1_to_100"
            ),
            models.CheckConstraint(condition=Q(rounds__gte=1, rounds__lte=12), name="plan_rounds_1_to_12"),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(accepted_by__isnull=False),
                name="plan_accepted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.ends_on}"


class PlannedPlace(models.Model):
    """One person in one course, in one of the rounds (from 0)."""

    plan = models.ForeignKey(TrainingPlan, models.CASCADE, related_name="places", verbose_name=_("rencana"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("pegawai")
    )
    course = models.ForeignKey(
        "courses.CoursePage", models.CASCADE, related_name="+", verbose_name=_("pelatihan")
    )
    round = models.PositiveSmallIntegerField(_("gelombang"))
    closes = models.PositiveSmallIntegerField(_("kesenjangan yang tertutup"))

    class Meta:
        verbose_name = _("tempat dalam rencana")
        verbose_name_plural = _("tempat dalam rencana")
        ordering = ["plan", "round", "user"]
        constraints = [models.UniqueConstraint(fields=["plan", "user"], name="planned_once_per_person")]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.user_id} → {self.course_id}"
