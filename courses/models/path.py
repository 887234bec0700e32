from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LearningPath(models.Model):
    """Courses in an order that leads somewhere; ``is_open`` once staff may see it."""

    title = models.CharField(_("judul"), max_length=160, unique=True)
    summary = models.CharField(_("ringkasan"), max_length=300)
    field = models.ForeignKey(
        "skills.Field",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="paths",
        verbose_name=_("bidang"),
    )
    is_open = models.BooleanField(_("tampil bagi pegawai"), default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("disusun oleh")
    )
    created_at = models.DateTimeField(_("dibuat"), default=timezone.now)

    class Meta:
        verbose_name = _("jalur belajar")
        verbose_name_plural = _("jalur belajar")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("path", args=[self.pk])


class PathStep(models.Model):
    """One step: ``course`` is what a duty gives, one of the ``alternatives`` does as well."""

    path = models.ForeignKey(
        LearningPath, models.CASCADE, related_name="steps", verbose_name=_("jalur belajar")
    )
    order = models.PositiveSmallIntegerField(_("urutan"))
    course = models.ForeignKey(
        "courses.CoursePage", models.PROTECT, related_name="+", verbose_name=_("pelatihan")
    )
    alternatives = models.ManyToManyField(
        "courses.CoursePage", blank=True, related_name="+", verbose_name=_("boleh diganti dengan")
    )

    class Meta:
        verbose_name = _("langkah")
        verbose_name_plural = _("langkah")
        ordering = ["path", "order", "pk"]

    def __str__(self) -> str:
        return f"{self.path_id}/{self.order}"

    @property
    def courses(self) -> Sequence:
        """What completes the step, the usual course first."""
        return [self.course, *(page for page in self.alternatives.all() if page.pk != self.course_id)]


class PathFollower(models.Model):
    """Somebody who walks a path, of their own will or because a duty gave it."""

    path = models.ForeignKey(
        LearningPath, models.CASCADE, related_name="followers", verbose_name=_("jalur belajar")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="paths", verbose_name=_("pegawai")
    )
    since = models.DateTimeField(_("sejak"), default=timezone.now)

    class Meta:
        verbose_name = _("pengikut jalur")
        verbose_name_plural = _("pengikut jalur")
        constraints = [models.UniqueConstraint(fields=["path", "user"], name="follows_a_path_once")]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.path_id}"
