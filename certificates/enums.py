from django.db import models
from django.utils.translation import gettext_lazy as _


class CertificateState(models.TextChoices):
    PENDING = "pending", _("Sedang disiapkan")
    ISSUED = "issued", _("Terbit")
    WITHDRAWN = "withdrawn", _("Dicabut")
    SUPERSEDED = "superseded", _("Diganti")


class LedgerKind(models.TextChoices):
    ISSUED = "issued", _("Diterbitkan")
    WITHDRAWN = "withdrawn", _("Dicabut")
    SUPERSEDED = "superseded", _("Diganti")
    SKIPPED = "skipped", _("Nomor dilewati")
