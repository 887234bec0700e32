from datetime import datetime
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.enums import AttemptState, Behaviour, ClosedBy, Waits
from assessments.grading import realised


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def open(self) -> "AttemptQuerySet":
        return self.filter(state=AttemptState.OPEN)

    def ungraded(self) -> "AttemptQuerySet":
        """Those that run, and those that wait for their markers."""
        return self.filter(state__in=[AttemptState.OPEN, AttemptState.WAITING])

    def submitted(self) -> "AttemptQuerySet":
        return self.filter(state=AttemptState.SUBMITTED)

    def overdue(self, now: datetime) -> "AttemptQuerySet":
        return self.open().filter(deadline_at__lt=now)


class Attempt(models.Model):
    """One try at a quiz: frozen question versions in its slots, a seed, a deadline that the server sets."""

    enrolment = models.ForeignKey(
        "courses.Enrolment", models.PROTECT, related_name="attempts", verbose_name=_("pendaftaran")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="attempts", verbose_name=_("peserta")
    )
    quiz = models.ForeignKey(
        "assessments.QuizPage", models.PROTECT, related_name="attempts", verbose_name=_("kuis")
    )
    number = models.PositiveSmallIntegerField(_("percobaan ke-"))
    state = models.CharField(_("keadaan"), max_length=16, choices=AttemptState, default=AttemptState.OPEN)
    seed = models.PositiveBigIntegerField(_("benih acak"))
    started_at = models.DateTimeField(_("mulai"), default=timezone.now)
    deadline_at = models.DateTimeField(_("batas waktu"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("dikumpulkan"), null=True, blank=True)
    closed_by = models.CharField(_("ditutup oleh"), max_length=16, choices=ClosedBy, blank=True)
    pass_percent = models.PositiveSmallIntegerField(_("batas lulus (%)"))
    behaviour = models.CharField(
        _("pemeriksaan jawaban"), max_length=16, choices=Behaviour, default=Behaviour.DEFERRED
    )
    tries = models.PositiveSmallIntegerField(_("percobaan per soal"), default=1)
    penalty_percent = models.PositiveSmallIntegerField(_("potongan tiap kekeliruan (%)"), default=0)
    markers = models.PositiveSmallIntegerField(_("penilai tiap jawaban"), default=1)
    marker_gap_percent = models.PositiveSmallIntegerField(_("selisih penilai (%)"), default=0)
    score = models.DecimalField(_("skor"), max_digits=8, decimal_places=4, null=True, blank=True)
    max_score = models.DecimalField(_("skor penuh"), max_digits=8, decimal_places=4, null=True, blank=True)
    percent = models.DecimalField(_("nilai (%)"), max_digits=5, decimal_places=2, null=True, blank=True)
    passed = models.BooleanField(_("lulus"), null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("percobaan")
        verbose_name_plural = _("percobaan")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "quiz"], condition=Q(state="open"), name="attempt_one_open_per_quiz"
            ),
            models.UniqueConstraint(fields=["enrolment", "quiz", "number"], name="attempt_once_per_number"),
            models.CheckConstraint(
                condition=Q(state="open", submitted_at=None, percent=None)
                | Q(state="waiting", submitted_at__isnull=False, percent=None)
                | Q(state="submitted", submitted_at__isnull=False, percent__isnull=False),
                name="attempt_submitted_is_graded",
            ),
        ]
        indexes = [
            models.Index(fields=["deadline_at"], condition=Q(state="open"), name="attempt_open_deadline")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}/{self.quiz_id}/{self.number}"

    @property
    def checks(self) -> bool:
        """Whether answers may be checked while it runs."""
        return self.behaviour in {Behaviour.IMMEDIATE, Behaviour.TRIES}

    @property
    def asks_certainty(self) -> bool:
        return self.behaviour == Behaviour.CERTAINTY

    @property
    def penalty(self) -> Fraction:
        return Fraction(self.penalty_percent, 100)

    @property
    def gap(self) -> Fraction:
        """How far two markers may be apart before a third person decides, as a share of the full mark."""
        return Fraction(self.marker_gap_percent, 100)


class AttemptSlot(models.Model):
    """One question of an attempt: its frozen version, what was drawn for it, and its newest answer.

    ``drawn``: {name: value} of a question with values of its own for each attempt, such as a calculated one.
    """

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="slots", verbose_name=_("percobaan"))
    position = models.PositiveSmallIntegerField(_("nomor soal"))
    section = models.CharField(_("bagian"), max_length=120, blank=True)
    version = models.ForeignKey(
        "assessments.QuestionVersion", models.PROTECT, related_name="slots", verbose_name=_("versi soal")
    )
    option_order = models.JSONField(_("urutan pilihan"), default=list)
    drawn = models.JSONField(_("nilai acak"), default=dict)
    graded_by = models.ForeignKey(
        "assessments.QuestionVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dinilai dengan versi"),
    )
    last_seq = models.PositiveIntegerField(_("langkah terakhir"), default=0)
    response = models.JSONField(_("jawaban"), null=True, blank=True)
    certainty = models.PositiveSmallIntegerField(_("keyakinan"), default=0)
    answered_at = models.DateTimeField(_("dijawab"), null=True, blank=True)
    flagged = models.BooleanField(_("ditandai"), default=False)
    ended_at = models.DateTimeField(_("selesai diperiksa"), null=True, blank=True)
    waits_for = models.CharField(_("menunggu"), max_length=16, choices=Waits, blank=True)
    score = models.DecimalField(_("skor"), max_digits=6, decimal_places=4, null=True, blank=True)

    class Meta:
        verbose_name = _("soal percobaan")
        verbose_name_plural = _("soal percobaan")
        ordering = ["attempt", "position"]
        constraints = [models.UniqueConstraint(fields=["attempt", "position"], name="slot_once_per_position")]
        indexes = [models.Index(fields=["waits_for"], condition=~Q(waits_for=""), name="slot_waits_for")]

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.position}"

    def has_file(self, digest: str) -> bool:
        """Whether the file that an answer names has come before it."""
        return self.files.filter(digest=digest).exists()

    @property
    def body(self) -> dict[str, Any]:
        """The question as this attempt asks it."""
        return realised(self.version.kind, self.version.body, self.drawn)

    @property
    def key(self) -> dict[str, Any]:
        """The question as it is graded: that of a correction where a person has applied one, in the words asked."""
        if self.graded_by is None:
            return self.body
        asked = self.graded_by.body | {"stem": self.version.body["stem"]}
        return realised(self.version.kind, asked, self.drawn)


class AnswerStep(models.Model):
    """One acknowledged answer; appended, never changed. The newest of a slot is also kept in the slot."""

    slot = models.ForeignKey(
        AttemptSlot, models.CASCADE, related_name="steps", verbose_name=_("soal percobaan")
    )
    seq = models.PositiveIntegerField(_("langkah"))
    response = models.JSONField(_("jawaban"), null=True)
    certainty = models.PositiveSmallIntegerField(_("keyakinan"), default=0)
    at = models.DateTimeField(_("diterima"), default=timezone.now)
    client_at = models.DateTimeField(_("dikirim"), null=True, blank=True)
    device = models.CharField(_("perangkat"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("langkah jawaban")
        verbose_name_plural = _("langkah jawaban")
        ordering = ["slot", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["slot", "seq"], name="step_once_per_seq"),
            models.CheckConstraint(condition=Q(certainty__lte=3), name="step_certainty_of_three"),
        ]

    def __str__(self) -> str:
        return f"{self.slot_id}#{self.seq}"


class AnswerCheck(models.Model):
    """An answer that the learner had checked while the attempt ran; appended, never changed."""

    step = models.OneToOneField(
        AnswerStep,
        models.CASCADE,
        primary_key=True,
        related_name="check_of",
        verbose_name=_("langkah jawaban"),
    )
    slot = models.ForeignKey(
        AttemptSlot, models.CASCADE, related_name="checks", verbose_name=_("soal percobaan")
    )
    number = models.PositiveSmallIntegerField(_("pemeriksaan ke-"))
    at = models.DateTimeField(_("diperiksa"), default=timezone.now)

    class Meta:
        verbose_name = _("pemeriksaan jawaban")
        verbose_name_plural = _("pemeriksaan jawaban")
        ordering = ["slot", "number"]
        constraints = [models.UniqueConstraint(fields=["slot", "number"], name="check_once_per_number")]

    def __str__(self) -> str:
        return f"{self.slot_id}/{self.number}"
