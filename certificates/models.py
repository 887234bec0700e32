from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.enums import CertificateState, LedgerKind
from lms.people.models.staff_import import private_storage


class NumberSeries(models.Model):
    """The last number given in a year; locked while the next one is taken, so numbers have no gaps."""

    year = models.PositiveSmallIntegerField(_("tahun"), unique=True)
    last = models.PositiveIntegerField(_("nomor terakhir"), default=0)

    class Meta:
        verbose_name = _("seri nomor")
        verbose_name_plural = _("seri nomor")

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Certificate(models.Model):
    """One certificate per completed enrolment cycle; what it says is frozen in ``snapshot`` when it is numbered."""

    enrolment = models.OneToOneField(
        "courses.Enrolment", models.PROTECT, related_name="certificate", verbose_name=_("pendaftaran")
    )
    user = models.ForeignKey(
        "people.User", models.PROTECT, related_name="certificates", verbose_name=_("pemegang")
    )
    token = models.CharField(max_length=43, unique=True, editable=False)
    state = models.CharField(_("keadaan"), max_length=16, choices=CertificateState, default=CertificateState.PENDING)
    year = models.PositiveSmallIntegerField(_("tahun"), null=True, blank=True)
    sequence = models.PositiveIntegerField(_("urutan"), null=True, blank=True)
    number = models.CharField(_("nomor"), max_length=80, unique=True, null=True, blank=True)
    snapshot = models.JSONField(_("data beku"), default=dict)
    created_at = models.DateTimeField(_("dibuat"), default=timezone.now)
    issued_at = models.DateTimeField(_("diterbitkan"), null=True, blank=True)
    valid_until = models.DateField(_("berlaku sampai"), null=True, blank=True)
    file = models.FileField(_("berkas"), upload_to="sertifikat/%Y/", storage=private_storage, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(_("dicabut"), null=True, blank=True)
    withdrawal_reason = models.CharField(_("alasan pencabutan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("sertifikat")
        verbose_name_plural = _("sertifikat")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["year", "sequence"], name="certificate_number_once_per_year"),
            models.CheckConstraint(
                condition=Q(state="pending") | (Q(issued_at__isnull=False, number__isnull=False) & ~Q(sha256="")),
                name="certificate_issued_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
                name="certificate_withdrawn_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("verify", args=[self.token])

    @property
    def has_expired(self) -> bool:
        return self.valid_until is not None and self.valid_until < timezone.localdate()


class LedgerEntry(models.Model):
    """One line of the ledger: each carries the hash of the one before it, so that none can be taken out or changed."""

    sequence = models.PositiveBigIntegerField(_("urutan"), unique=True)
    certificate = models.ForeignKey(
        Certificate, models.PROTECT, related_name="ledger", verbose_name=_("sertifikat")
    )
    kind = models.CharField(_("jenis"), max_length=16, choices=LedgerKind)
    at = models.DateTimeField(_("waktu"))
    file_sha256 = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("catatan buku besar")
        verbose_name_plural = _("catatan buku besar")
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["certificate", "kind"], name="ledger_once_per_certificate_kind")
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind}"
