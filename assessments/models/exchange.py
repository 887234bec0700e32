"""Banks that come from elsewhere, and the pictures that came along."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.enums import BankImportState
from assessments.models.bank import QuestionBank
from lms.people.models.staff_import import private_storage


class BankImport(models.Model):
    """One uploaded file of questions: first a dry run with all that is wrong or left out, then all or nothing.

    ``report``: ``faults``, ``left_out``, ``changed`` (names that get a new version) and ``twins`` (pairs of questions
    that ask the same), each cut off; ``counts`` are of all.
    """

    bank = models.ForeignKey(
        QuestionBank, models.CASCADE, related_name="imports", verbose_name=_("bank soal")
    )
    file = models.FileField(_("berkas"), upload_to="impor-soal/", storage=private_storage)
    file_name = models.CharField(_("nama berkas"), max_length=200)
    format = models.CharField(_("format"), max_length=16, blank=True)
    state = models.CharField(
        _("keadaan"), max_length=16, choices=BankImportState, default=BankImportState.CHECKING
    )
    report = models.JSONField(_("laporan"), default=dict)
    counts = models.JSONField(_("jumlah"), default=dict)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("diunggah oleh")
    )
    uploaded_at = models.DateTimeField(_("diunggah"), default=timezone.now)
    job = models.ForeignKey("core.Job", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("impor soal")
        verbose_name_plural = _("impor soal")
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
        busy = self.state in {BankImportState.CHECKING, BankImportState.IMPORTING}
        return busy and not (self.job and self.job.dead_at)


class QuestionPicture(models.Model):
    """A picture in the texts of questions. Its name is its content's, so it never changes and is kept once."""

    name = models.CharField(_("nama"), max_length=40, primary_key=True)
    media_type = models.CharField(max_length=40)
    content = models.BinaryField(max_length=2 * 1024 * 1024)
    created_at = models.DateTimeField(_("disimpan"), default=timezone.now)

    class Meta:
        verbose_name = _("gambar soal")
        verbose_name_plural = _("gambar soal")

    def __str__(self) -> str:
        return self.name
