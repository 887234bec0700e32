from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.people.enums import DigitalRole
from lms.people.models.staff_import import private_storage
from lms.skills.enums import PemdiDocumentKind


class TrainedCount(models.Model):
    """Of one OPD and digital role in one year: who counts, and who is trained in a digital competence of Pemdi.

    Trained is who held, at the end of the year or today, valid evidence of a skill in one of the Pemdi clusters from
    a course or a checked certificate.
    """

    year = models.PositiveSmallIntegerField(_("tahun"))
    unit = models.ForeignKey("people.Unit", models.CASCADE, related_name="+", verbose_name=_("unit kerja"))
    digital_role = models.CharField(_("peran digital"), max_length=16, choices=DigitalRole)
    staff = models.PositiveIntegerField(_("pegawai"), default=0)
    trained = models.PositiveIntegerField(_("terlatih"), default=0)

    class Meta:
        verbose_name = _("jumlah terlatih")
        verbose_name_plural = _("jumlah terlatih")
        constraints = [
            models.UniqueConstraint(
                fields=["year", "unit", "digital_role"], name="trained_once_per_year_unit_role"
            ),
            models.CheckConstraint(condition=Q(trained__lte=F("staff")), name="trained_within_staff"),
        ]

    def __str__(self) -> str:
        return f"{self.year}/{self.unit_id}/{self.digital_role}"


class PemdiDocument(models.Model):
    """A document that proves something of indicator 3 which no count can show."""

    year = models.PositiveSmallIntegerField(_("tahun"))
    kind = models.CharField(_("jenis"), max_length=16, choices=PemdiDocumentKind)
    title = models.CharField(_("judul"), max_length=200)
    dated = models.DateField(_("tanggal dokumen"))
    file = models.FileField(_("berkas"), upload_to="pemdi/%Y/", storage=private_storage)
    file_kind = models.CharField(_("jenis berkas"), max_length=8)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("ditambahkan oleh")
    )
    added_at = models.DateTimeField(_("ditambahkan"), default=timezone.now)

    class Meta:
        verbose_name = _("dokumen Pemdi")
        verbose_name_plural = _("dokumen Pemdi")
        ordering = ["year", "kind", "pk"]

    def __str__(self) -> str:
        return self.title
