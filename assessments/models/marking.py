"""What happens to a grade after an attempt has ended: corrections, late answers, and the journal of both."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.enums import CorrectionState, GradeCause


class Unchangeable(Exception):
    """An entry of the journal of grades is written once."""


class GradeChange(models.Model):
    """One change of a grade, with who made it and why; the first grade is what the first change says it was before."""

    attempt = models.ForeignKey(
        "assessments.Attempt", models.PROTECT, related_name="grade_changes", verbose_name=_("percobaan")
    )
    cause = models.CharField(_("sebab"), max_length=16, choices=GradeCause)
    reason = models.TextField(_("alasan"))
    at = models.DateTimeField(_("waktu"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("oleh")
    )
    percent_before = models.DecimalField(_("nilai lama (%)"), max_digits=5, decimal_places=2)
    percent_after = models.DecimalField(_("nilai baru (%)"), max_digits=5, decimal_places=2)
    passed_before = models.BooleanField(_("dulu lulus"))
    passed_after = models.BooleanField(_("kini lulus"))

    class Meta:
        verbose_name = _("perubahan nilai")
        verbose_name_plural = _("perubahan nilai")
        ordering = ["attempt", "pk"]

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.percent_before} → {self.percent_after}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise Unchangeable
        super().save(*args, **kwargs)


class Correction(models.Model):
    """A new version of a question that is to count for attempts that were graded by older ones.

    ``report``: {``attempts``, ``changed``, ``unfit``, ``gained``, ``lost``, ``certified``: counts; ``gain``, ``lose``:
    at most ``LISTED`` [{``attempt``, ``before``, ``after``}]}.
    """

    LISTED = 200

    question = models.ForeignKey(
        "assessments.Question", models.CASCADE, related_name="corrections", verbose_name=_("soal")
    )
    version = models.ForeignKey(
        "assessments.QuestionVersion", models.CASCADE, related_name="+", verbose_name=_("versi yang berlaku")
    )
    state = models.CharField(
        _("keadaan"), max_length=16, choices=CorrectionState, default=CorrectionState.CHECKING
    )
    report = models.JSONField(_("yang akan berubah"), default=dict)
    reason = models.TextField(_("alasan"), blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("diminta oleh")
    )
    asked_at = models.DateTimeField(_("diminta"), default=timezone.now)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("diterapkan oleh"),
    )
    applied_at = models.DateTimeField(_("diterapkan"), null=True, blank=True)
    job = models.ForeignKey(
        "core.Job", models.SET_NULL, null=True, related_name="+", verbose_name=_("pekerjaan")
    )

    class Meta:
        verbose_name = _("koreksi soal")
        verbose_name_plural = _("koreksi soal")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["checking", "ready", "cancelled"]) | ~models.Q(reason=""),
                name="correction_applied_has_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.question} v{self.version.number}"


class LateAnswer(models.Model):
    """An answer that came after its attempt had ended: kept as evidence, counted only when a person says so."""

    slot = models.ForeignKey(
        "assessments.AttemptSlot", models.CASCADE, related_name="late", verbose_name=_("soal percobaan")
    )
    response = models.JSONField(_("jawaban"), null=True)
    certainty = models.PositiveSmallIntegerField(_("keyakinan"), default=0)
    at = models.DateTimeField(_("diterima"), default=timezone.now)
    client_at = models.DateTimeField(_("dikirim"), null=True, blank=True)
    device = models.CharField(_("perangkat"), max_length=40, blank=True)
    digest = models.CharField(max_length=64)
    counted_at = models.DateTimeField(_("dihitung"), null=True, blank=True)
    counted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("dihitung oleh")
    )

    class Meta:
        verbose_name = _("jawaban terlambat")
        verbose_name_plural = _("jawaban terlambat")
        ordering = ["slot", "pk"]
        constraints = [models.UniqueConstraint(fields=["slot", "digest"], name="late_once_per_answer")]

    def __str__(self) -> str:
        return f"{self.slot_id} {self.at:%d-%m %H:%M}"
