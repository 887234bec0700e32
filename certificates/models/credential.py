from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.credentials.did import method_of
from certificates.credentials.multibase import from_multikey
from certificates.models.certificate import Certificate


class CredentialKey(models.Model):
    """What anybody needs to check badges: a public key that was in use once, kept for as long as there are badges."""

    multikey = models.CharField(_("kunci publik"), max_length=64, primary_key=True)
    thumbprint = models.CharField(_("jejak kunci"), max_length=43, unique=True)
    first_used_at = models.DateTimeField(_("dipakai sejak"))

    class Meta:
        verbose_name = _("kunci lencana")
        verbose_name_plural = _("kunci lencana")
        ordering = ["-first_used_at"]

    def __str__(self) -> str:
        return self.multikey

    @property
    def method(self) -> str:
        return method_of(self.multikey)

    @property
    def jwt_method(self) -> str:
        """The same key, where it stands as a JWK."""
        return method_of(self.thumbprint)

    def opened(self) -> Ed25519PublicKey:
        return from_multikey(self.multikey)


class Credential(models.Model):
    """The digital badge of a certificate, signed once. ``content``: as handed out and as attached to the PDF."""

    certificate = models.OneToOneField(
        Certificate, models.CASCADE, related_name="credential", verbose_name=_("sertifikat")
    )
    key = models.ForeignKey(
        CredentialKey, models.PROTECT, related_name="credentials", verbose_name=_("kunci lencana")
    )
    content = models.TextField()
    jwt = models.TextField()
    made_at = models.DateTimeField(_("dibuat"))

    class Meta:
        verbose_name = _("lencana digital")
        verbose_name_plural = _("lencana digital")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(content="") & ~models.Q(jwt=""), name="credential_is_whole"
            )
        ]

    def __str__(self) -> str:
        return str(self.certificate)
