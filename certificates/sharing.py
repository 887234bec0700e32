"""Addresses by which a holder shows a certificate elsewhere; nothing is sent from here."""

from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone

from certificates.models import Certificate

LINKEDIN = "https://www.linkedin.com/profile/add"


def linkedin_url(certificate: Certificate) -> str:
    """A form of LinkedIn that is filled in already, as its "Add to profile" links are."""
    issued = timezone.localtime(certificate.issued_at).date()
    facts = {
        "startTask": "CERTIFICATION_NAME",
        "name": certificate.snapshot["course"],
        "organizationName": certificate.snapshot["issuer"],
        "issueYear": issued.year,
        "issueMonth": issued.month,
        "certUrl": settings.PIAWAI_BASE_URL + certificate.get_absolute_url(),
        "certId": certificate.number,
    }
    if certificate.valid_until:
        facts |= {
            "expirationYear": certificate.valid_until.year,
            "expirationMonth": certificate.valid_until.month,
        }
    return f"{LINKEDIN}?{urlencode(facts)}"
