from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.enums import LedgerKind
from certificates.models.certificate import Certificate


class LedgerHead(models.Model):
    """Where the ledger ends: locked while a line is added, and proof that none was cut off."""

    sequence = models.PositiveBigIntegerField(_("urutan"), default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        verbose_name = _("ujung buku besar")
        verbose_name_plural = _("ujung buku besar")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="ledger_has_one_head")]

    def __str__(self) -> str:
        return str(self.sequence)


class LedgerEntry(models.Model):
    """One line of the ledger: each carries the hash of the one before, so none can change or vanish."""

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
