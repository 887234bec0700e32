from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.enums import CourseImportState
from lms.people.models.staff_import import private_storage


class CourseImport(models.Model):
    """One uploaded course ZIP: first a dry run with all that is wrong or left out, then all or nothing."""

    file = models.FileField(_("berkas"), upload_to="impor-pelatihan/", storage=private_storage)
    file_name = models.CharField(_("nama berkas"), max_length=200)
    state = models.CharField(
        _("keadaan"), max_length=16, choices=CourseImportState, default=CourseImportState.CHECKING
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("diunggah oleh")
    )
    uploaded_at = models.DateTimeField(_("diunggah"), default=timezone.now)
    job = models.ForeignKey("core.Job", models.SET_NULL, null=True, blank=True, related_name="+")
    summary = models.JSONField(_("ringkasan"), default=dict)
    faults = models.JSONField(_("kesalahan"), default=list)
    left_out = models.JSONField(_("yang tidak diikutkan"), default=list)
    course = models.ForeignKey(
        "courses.CoursePage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("pelatihan"),
    )

    class Meta:
        verbose_name = _("impor pelatihan")
        verbose_name_plural = _("impor pelatihan")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name


class HeldOrder(models.Model):
    """Where an import into a live course wants its pages; it waits until the course is published.

    ``modules``: list of [name of a module, [names of its lessons and quizzes]].
    """

    course = models.OneToOneField(
        "courses.CoursePage",
        models.CASCADE,
        primary_key=True,
        related_name="held_order",
        verbose_name=_("pelatihan"),
    )
    modules = models.JSONField(_("modul"))

    class Meta:
        verbose_name = _("urutan yang menunggu terbit")
        verbose_name_plural = _("urutan yang menunggu terbit")

    def __str__(self) -> str:
        return str(self.course)
