from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from courses.enums import MandateState
from lms.core.dates import last_minute
from lms.people.enums import DigitalRole


class Mandate(models.Model):
    """A duty to take a course: for everyone in a unit and below it, narrowed by what else is given.

    ``due_at`` is when it is due; with ``due_days`` each person has that many days from being enrolled, and staff who
    join until ``due_at`` get it too. Where it repeats every year, ``due_at`` is that of the round that runs, and
    who has finished the course since ``round_from`` has done what it asks. Given as a ``step`` of a path, its
    alternatives do as well, and so does holding all that one of them teaches.
    """

    course = models.ForeignKey(
        "courses.CoursePage", models.PROTECT, related_name="mandates", verbose_name=_("pelatihan")
    )
    step = models.ForeignKey(
        "courses.PathStep",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("langkah jalur"),
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
    round_from = models.DateTimeField(_("putaran tahunan sejak"), null=True, blank=True)
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

    @cached_property
    def accepted(self) -> list[Any]:
        """The courses that fulfil it, the one that it gives first."""
        others = self.step.courses if self.step else []
        return [self.course, *(page for page in others if page.pk != self.course_id)]

    @property
    def is_yearly(self) -> bool:
        return self.round_from is not None

    def due_for(self, now: datetime) -> datetime:
        """When it is due for somebody who is enrolled now: by the end of a WIB day."""
        if self.due_days is None:
            return self.due_at
        return last_minute(timezone.localdate(now) + timedelta(days=self.due_days))


class MandateRound(models.Model):
    """How a round of a yearly duty ended: counted when the next one opened."""

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="rounds", verbose_name=_("penugasan"))
    due_at = models.DateTimeField(_("tenggat"))
    people = models.PositiveIntegerField(_("peserta"))
    in_time = models.PositiveIntegerField(_("selesai tepat waktu"))
    late = models.PositiveIntegerField(_("selesai terlambat"))

    class Meta:
        verbose_name = _("putaran penugasan")
        verbose_name_plural = _("putaran penugasan")
        ordering = ["-due_at"]
        constraints = [
            models.UniqueConstraint(fields=["mandate", "due_at"], name="round_once_per_due_date"),
            models.CheckConstraint(condition=Q(people__gte=F("in_time") + F("late")), name="round_adds_up"),
        ]

    def __str__(self) -> str:
        return f"{self.mandate_id}: {self.due_at:%Y}"

    @property
    def open(self) -> int:
        return self.people - self.in_time - self.late
