from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.enums import EnrolmentSource, EnrolmentState

PROOF = "enrolment:"  # how evidence out of a finished course names it, with the id


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def open(self) -> "EnrolmentQuerySet":
        return self.filter(state=EnrolmentState.ACTIVE)

    def kept(self) -> "EnrolmentQuerySet":
        return self.exclude(state=EnrolmentState.CANCELLED)


class Enrolment(models.Model):
    """One person's way through one course; a new ``cycle`` begins when it has to be taken again."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="enrolments", verbose_name=_("peserta")
    )
    course = models.ForeignKey(
        "courses.CoursePage", models.PROTECT, related_name="enrolments", verbose_name=_("pelatihan")
    )
    cycle = models.PositiveSmallIntegerField(_("siklus"), default=1)
    source = models.CharField(_("asal"), max_length=16, choices=EnrolmentSource, default=EnrolmentSource.SELF)
    mandate = models.ForeignKey(
        "courses.Mandate",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="enrolments",
        verbose_name=_("penugasan"),
    )
    state = models.CharField(
        _("keadaan"), max_length=16, choices=EnrolmentState, default=EnrolmentState.ACTIVE
    )
    due_at = models.DateTimeField(_("tenggat"), null=True, blank=True)
    enrolled_at = models.DateTimeField(_("terdaftar"), default=timezone.now)
    last_seen_at = models.DateTimeField(_("terakhir dibuka"), null=True, blank=True)
    completed_at = models.DateTimeField(_("selesai"), null=True, blank=True)
    last_activity = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("terakhir di"),
    )

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("pendaftaran")
        verbose_name_plural = _("pendaftaran")
        ordering = ["-enrolled_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "course", "cycle"], name="enrolment_once_per_cycle"),
            models.UniqueConstraint(
                fields=["user", "course"], condition=Q(state="active"), name="enrolment_one_active"
            ),
            models.CheckConstraint(
                condition=Q(state="completed", completed_at__isnull=False)
                | (~Q(state="completed") & Q(completed_at=None)),
                name="enrolment_completed_has_time",
            ),
        ]
        indexes = [models.Index(fields=["course", "state"], name="enrolment_course_state")]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.course_id}"


class ActivityProgress(models.Model):
    """Where one learner stands in one lesson or quiz. ``answers`` holds the check-yourself answers by block id."""

    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, related_name="progress", verbose_name=_("pendaftaran")
    )
    activity = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, related_name="+", verbose_name=_("kegiatan")
    )
    opened_at = models.DateTimeField(_("dibuka"), default=timezone.now)
    completed_at = models.DateTimeField(_("selesai"), null=True, blank=True)
    answers = models.JSONField(_("jawaban periksa diri"), default=dict, blank=True)

    class Meta:
        verbose_name = _("kemajuan")
        verbose_name_plural = _("kemajuan")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "activity"], name="progress_once_per_activity")
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}/{self.activity_id}"


class Note(models.Model):
    """What a learner writes down beside a lesson, for their own eyes only."""

    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, related_name="notes", verbose_name=_("pendaftaran")
    )
    activity = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, related_name="+", verbose_name=_("materi")
    )
    text = models.TextField(_("catatan"), max_length=10_000, blank=True)
    changed_at = models.DateTimeField(_("diubah"), auto_now=True)

    class Meta:
        verbose_name = _("catatan")
        verbose_name_plural = _("catatan")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "activity"], name="note_once_per_activity")
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}/{self.activity_id}"
