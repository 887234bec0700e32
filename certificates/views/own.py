from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from certificates.enums import CertificateState
from certificates.files import read
from certificates.models import Certificate, Checkpoint
from certificates.queries.listing import own_certificates
from certificates.sharing import linkedin_url
from lms.core.pagination import page_of
from lms.people.access import SignedRequest

LOOK_AGAIN = 5


@dataclass(frozen=True)
class Card:
    certificate: Certificate
    address: str
    linkedin: str

    @classmethod
    def of(cls, row: Certificate) -> "Card":
        """What is shared stands only on what is issued."""
        if row.state != CertificateState.ISSUED:
            return cls(row, "", "")
        return cls(row, settings.PIAWAI_BASE_URL + row.get_absolute_url(), linkedin_url(row))


@login_required
@require_GET
def certificates(request: SignedRequest) -> HttpResponse:
    page = page_of(request, own_certificates(request.user))
    cards = [Card.of(row) for row in page]
    signed_at = Checkpoint.objects.values_list("at", flat=True).first()
    context = {"page": page, "cards": cards, "signed_at": signed_at}
    response = render(request, "certificates/own.html", context)
    if any(row.state == CertificateState.PENDING for row in page):
        response.headers["Refresh"] = str(LOOK_AGAIN)
    return response


@login_required
@require_GET
def certificate_pdf(request: SignedRequest, pk: int) -> HttpResponse:
    certificate = get_object_or_404(Certificate.objects.visible_to(request.user).printed(), pk=pk)
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name(certificate)}"',
        "Cache-Control": "private, no-cache",
    }
    return HttpResponse(read(certificate), content_type="application/pdf", headers=headers)


def file_name(certificate: Certificate) -> str:
    """``Sertifikat-rina-lestari-keamanan-siber-untuk-asn.pdf``: letters that every file system takes."""
    frozen = certificate.snapshot
    words = f"{slugify(certificate.user.name)[:50]}-{slugify(frozen['course'])[:60]}"
    return f"Sertifikat-{words.strip('-')}.pdf"
