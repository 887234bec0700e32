import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates import chain
from certificates.enums import LedgerKind
from certificates.models.certificate import Certificate
from certificates.models.seal import SealCertificate


class LedgerHead(models.Model):
    """Where the ledger ends: locked while a line is added, and proof that none was cut off."""

    sequence = models.PositiveBigIntegerField(_("urutan"), default=0)
    digest = models.CharField(max_length=64, default="0" * 64)
    journal = models.UUIDField(_("jurnal nomor"), default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("ujung buku besar")
        verbose_name_plural = _("ujung buku besar")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="ledger_has_one_head")]

    def __str__(self) -> str:
        return str(self.sequence)

    @classmethod
    def locked(cls) -> "LedgerHead":
        """The head, for one at a time until the transaction ends: whoever adds a line, or makes a key."""
        cls.objects.get_or_create(pk=1)
        return cls.objects.select_for_update().get(pk=1)


class LedgerEntry(models.Model):
    """One line of the ledger: each carries the hash of the one before, so none can change or vanish.

    It is about a certificate, or about ``numbers`` that were skipped: ``2026:4-7``.
    """

    sequence = models.PositiveBigIntegerField(_("urutan"), unique=True)
    certificate = models.ForeignKey(
        Certificate,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ledger",
        verbose_name=_("sertifikat"),
    )
    numbers = models.CharField(_("nomor yang dilewati"), max_length=40, blank=True)
    kind = models.CharField(_("jenis"), max_length=16, choices=LedgerKind)
    at = models.DateTimeField(_("waktu"))
    file_sha256 = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("catatan buku besar")
        verbose_name_plural = _("catatan buku besar")
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["certificate", "kind"], name="ledger_once_per_certificate_kind"),
            models.CheckConstraint(
                condition=Q(kind="skipped", certificate=None) & ~Q(numbers="")
                | ~Q(kind="skipped") & Q(certificate__isnull=False, numbers=""),
                name="ledger_line_is_about_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind}"

    def expected_digest(self) -> str:
        """What the line's own contents give; ``digest`` unless somebody changed it."""
        number = self.certificate.number if self.certificate else self.numbers
        return chain.digest(
            previous=self.previous,
            sequence=self.sequence,
            kind=self.kind,
            number=number or "",
            file_sha256=self.file_sha256,
            at=self.at,
        )


class LedgerNode(models.Model):
    """A whole subtree of the Merkle tree over the lines: its hash never changes. Lines themselves are not kept here."""

    first = models.PositiveBigIntegerField(_("baris pertama"))
    count = models.PositiveBigIntegerField(_("jumlah baris"))
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("simpul buku besar")
        verbose_name_plural = _("simpul buku besar")
        ordering = ["count", "first"]
        constraints = [models.UniqueConstraint(fields=["first", "count"], name="ledger_node_once_per_span")]

    def __str__(self) -> str:
        return f"{self.first}+{self.count}"


class Checkpoint(models.Model):
    """What the ledger was at one moment, signed with the seal. ``content``: the very text that is signed, as JSON."""

    size = models.PositiveBigIntegerField(_("jumlah baris"), unique=True)
    root = models.CharField(max_length=64)
    content = models.TextField()
    signature = models.TextField()
    seal = models.ForeignKey(
        SealCertificate, models.PROTECT, related_name="checkpoints", verbose_name=_("kunci segel")
    )
    at = models.DateTimeField(_("waktu"))

    class Meta:
        verbose_name = _("titik periksa")
        verbose_name_plural = _("titik periksa")
        ordering = ["-size"]

    def __str__(self) -> str:
        return f"{self.size} {self.root[:16]}"
