from django.db import models
from django.utils.translation import gettext_lazy as _


class SealCertificate(models.Model):
    """What anybody needs to check a seal: a certificate that was in use, with those above it. Nothing secret."""

    fingerprint = models.CharField(_("jejak SHA-256"), max_length=64, primary_key=True)
    subject = models.CharField(_("pemegang"), max_length=300)
    pem = models.TextField()
    first_used_at = models.DateTimeField(_("dipakai sejak"))
    not_after = models.DateTimeField(_("berlaku sampai"))

    class Meta:
        verbose_name = _("kunci segel")
        verbose_name_plural = _("kunci segel")
        ordering = ["-first_used_at"]

    def __str__(self) -> str:
        return self.fingerprint
