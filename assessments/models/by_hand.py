"""Answers that people mark: what was handed in as a file, and what each marker gave."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.grading.by_hand import Given, share_of
from assessments.models.marking import Unchangeable
from lms.people.models.staff_import import private_storage


class AnswerFile(models.Model):
    """A file that a learner handed in; an answer names it by its SHA-256."""

    MOST = 20

    slot = models.ForeignKey(
        "assessments.AttemptSlot", models.CASCADE, related_name="files", verbose_name=_("soal percobaan")
    )
    digest = models.CharField(max_length=64)
    name = models.CharField(_("nama berkas"), max_length=120)
    size = models.PositiveIntegerField(_("ukuran"))
    file = models.FileField(_("berkas"), upload_to="jawaban/", storage=private_storage)
    at = models.DateTimeField(_("diterima"), default=timezone.now)

    class Meta:
        verbose_name = _("berkas jawaban")
        verbose_name_plural = _("berkas jawaban")
        ordering = ["slot", "pk"]
        constraints = [models.UniqueConstraint(fields=["slot", "digest"], name="answer_file_once_per_slot")]

    def __str__(self) -> str:
        return f"{self.slot_id}/{self.digest[:8]}"


class HandMark(models.Model):
    """What one person gave for one answer; appended, never changed: who thinks again adds another.

    ``points``: {criterion id: points}, as text; ``seq``: the step of the answer that was read. A mark that ``decides``
    counts alone: the one of a third person, or one that mends what was settled.
    """

    slot = models.ForeignKey(
        "assessments.AttemptSlot", models.CASCADE, related_name="marks", verbose_name=_("soal percobaan")
    )
    number = models.PositiveSmallIntegerField(_("penilaian ke-"))
    seq = models.PositiveIntegerField(_("langkah"))
    points = models.JSONField(_("poin"))
    comment = models.TextField(_("catatan bagi peserta"), blank=True)
    decides = models.BooleanField(_("memutuskan"), default=False)
    at = models.DateTimeField(_("waktu"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("penilai")
    )

    class Meta:
        verbose_name = _("penilaian")
        verbose_name_plural = _("penilaian")
        ordering = ["slot", "number"]
        constraints = [models.UniqueConstraint(fields=["slot", "number"], name="hand_mark_once_per_number")]

    def __str__(self) -> str:
        return f"{self.slot_id}/{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise Unchangeable
        super().save(*args, **kwargs)

    def given(self, body: dict[str, Any]) -> Given:
        """``body``: of the question as it was asked."""
        return Given(self.number, self.by_id, self.seq, share_of(body, self.points), self.decides)
