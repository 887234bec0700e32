from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.enums import EnrolmentSource, EnrolmentState, MandateState
from lms.core.dates import last_minute
from lms.people.enums import DigitalRole


class Mandate(models.Model):
    """A duty to take a course: for everyone in a unit and below it, narrowed by what else is given.

    ``due_at`` is when it is due; with ``due_days`` each person has that many days from being enrolled, and staff who
    join until ``due_at`` get it too.
    """

    course = models.ForeignKey(
        "courses.CoursePage", models.PROTECT, related_name="mandates", verbose_name=_("pelatihan")
    )
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, related_name="mandates", verbose_name=_("unit kerja")
    )
    digital_role = models.CharField(_("peran digital"), max_length=16, choices=DigitalRole, blank=True)
    post_groups = models.JSONField(_("kelompok jabatan"), default=list, blank=True)
    golongan = models.JSONField(_("golongan"), default=list, blank=True)
    skill = models.ForeignKey(
        "skills.Skill",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kompetensi yang belum dikuasai"),
    )
    skill_level = models.PositiveSmallIntegerField(_("sampai tingkat"), null=True, blank=True)
    due_at = models.DateTimeField(_("tenggat"))
    due_days = models.PositiveSmallIntegerField(_("tenggat tiap orang (hari)"), null=True, blank=True)
    note = models.CharField(_("catatan untuk peserta"), max_length=300, blank=True)
    state = models.CharField(_("keadaan"), max_length=16, choices=MandateState, default=MandateState.APPLYING)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("ditugaskan oleh")
    )
    created_at = models.DateTimeField(_("dibuat"), default=timezone.now)
    job = models.ForeignKey("core.Job", models.SET_NULL, null=True, blank=True, related_name="+")
    chosen = models.JSONField(_("pegawai terpilih"), null=True, blank=True)
    need = models.ForeignKey(
        "skills.Need",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("usulan"),
    )

    class Meta:
        verbose_name = _("penugasan")
        verbose_name_plural = _("penugasan")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(skill_level=None) | Q(skill_level__gte=1, skill_level__lte=5),
                name="mandate_level_1_to_5",
            ),
            models.CheckConstraint(
                condition=Q(due_days=None) | Q(due_days__gte=1), name="mandate_gives_a_day_at_least"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course} – {self.unit}"

    def due_for(self, now: datetime) -> datetime:
        """When it is due for somebody who is enrolled now: by the end of a WIB day."""
        if self.due_days is None:
            return self.due_at
        return last_minute(timezone.localdate(now) + timedelta(days=self.due_days))


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
        Mandate,
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
