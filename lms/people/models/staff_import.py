from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.people.enums import ImportState
from lms.people.models.unit import whole_city
from lms.people.permissions import Permission

if TYPE_CHECKING:
    from lms.people.models.user import User


def private_storage() -> Storage:
    return storages["private"]


class StaffImportQuerySet(models.QuerySet["StaffImport"]):
    def cancellable(self) -> "StaffImportQuerySet":
        """Not imported yet, and not being imported by a job that is alive."""
        waiting = Q(state__in=[ImportState.CHECKING, ImportState.READY])
        return self.filter(waiting | Q(state=ImportState.IMPORTING, job__dead_at__isnull=False))

    def visible_to(self, viewer: "User") -> "StaffImportQuerySet":
        """One's own sheets; those of others only for whoever imports for the whole city."""
        units = viewer.units_with(Permission.IMPORT_STAFF)
        if whole_city(units):
            return self
        return self.filter(uploaded_by=viewer.pk)


class StaffImport(models.Model):
    """One uploaded SIASN sheet: first a dry run (what would change, what is wrong), then all or nothing."""

    file = models.FileField(_("berkas"), upload_to="impor-pegawai/", storage=private_storage)
    file_name = models.CharField(_("nama berkas"), max_length=200)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(_("keadaan"), max_length=16, choices=ImportState, default=ImportState.CHECKING)
    marks_leavers = models.BooleanField(_("lembar memuat seluruh pegawai"), default=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("diunggah oleh")
    )
    uploaded_at = models.DateTimeField(_("diunggah"), default=timezone.now)
    job = models.ForeignKey("core.Job", models.SET_NULL, null=True, blank=True, related_name="+")
    rows = models.PositiveIntegerField(_("baris"), default=0)
    summary = models.JSONField(_("ringkasan"), default=dict)
    faults = models.JSONField(_("kesalahan"), default=list)
    fault_count = models.PositiveIntegerField(_("jumlah kesalahan"), default=0)
    imported_at = models.DateTimeField(_("diimpor"), null=True, blank=True)

    objects = StaffImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("impor pegawai")
        verbose_name_plural = _("impor pegawai")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def audit_label(self) -> str:
        """A file may bear the name of a person, which the audit trail must not hold."""
        return f"#{self.pk}"

    @property
    def is_running(self) -> bool:
        """Whether there is something to wait for; a dead job never will be done."""
        busy = self.state in {ImportState.CHECKING, ImportState.IMPORTING}
        return busy and not (self.job and self.job.dead_at)
