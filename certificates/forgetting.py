"""What this room keeps about a person who is anonymised: certificates are records with a time of their own."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.enums import CertificateState
from certificates.models import Certificate
from lms.people.forgetting import Share, Text, contribute
from lms.people.models import User


def obstacle(user: User) -> Text:
    """A certificate that is due would be printed without a name."""
    if Certificate.objects.filter(user=user, state=CertificateState.PENDING).exists():
        return _("Ada sertifikat yang belum terbit. Tunggu sampai terbit.")
    return ""


contribute(
    "certificates",
    Share(
        kept=[
            (
                gettext_lazy("Sertifikat dengan nama dan NIP seperti yang tercetak"),
                gettext_lazy(
                    "Dokumen resmi; siapa pun tetap dapat memeriksanya sampai masa simpannya habis."
                ),
            )
        ],
        obstacle=obstacle,
    ),
)
