from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from certificates.actions.credentials import credential_of
from certificates.credentials.baking import into_png, into_svg
from certificates.credentials.drawing import picture
from certificates.credentials.keys import NoCredentialKey
from certificates.enums import CertificateState
from certificates.files import read
from certificates.models import Certificate, Checkpoint, Credential
from certificates.queries.listing import own_certificates
from certificates.sharing import linkedin_url
from lms.core.pagination import page_of
from lms.people.access import SignedRequest

LOOK_AGAIN = 5
OFFERED = [
    ("png", gettext_lazy("Gambar untuk profil atau pesan")),
    ("svg", gettext_lazy("Gambar yang tetap tajam bila diperbesar")),
    ("json", gettext_lazy("Untuk dompet digital")),
    ("jwt", gettext_lazy("Untuk sistem yang meminta VC-JWT")),
]
SHAPES = {"png": "image/png", "svg": "image/svg+xml", "json": "application/ld+json", "jwt": "text/plain"}


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
    context = {"page": page, "cards": cards, "signed_at": signed_at, "shapes": OFFERED}
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


@login_required
@require_GET
def certificate_badge(request: SignedRequest, pk: int, shape: str) -> HttpResponse:
    """The digital badge, as text or inside a picture; only whom it names may take it along."""
    rows = Certificate.objects.printed().filter(user=request.user, state=CertificateState.ISSUED)
    certificate = get_object_or_404(rows, pk=pk)
    if shape not in SHAPES:
        raise Http404
    try:
        credential = credential_of(certificate=certificate, now=timezone.now())
    except NoCredentialKey:
        messages.error(request, _("Lencana belum dapat dibuat. Beri tahu pengelola situs."))
        return redirect("certificates")
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name(certificate, "Lencana", shape)}"',
        "Cache-Control": "private, no-cache",
    }
    return HttpResponse(_badge(credential, shape), content_type=SHAPES[shape], headers=headers)


def _badge(credential: Credential, shape: str) -> str | bytes:
    frozen = credential.certificate.snapshot
    if shape == "svg":
        return into_svg(picture(frozen, "svg"), credential.content)
    if shape == "png":
        return into_png(picture(frozen, "png"), credential.content)
    return credential.jwt if shape == "jwt" else credential.content


def file_name(certificate: Certificate, kind: str = "Sertifikat", suffix: str = "pdf") -> str:
    """``Sertifikat-rina-lestari-keamanan-siber-untuk-asn.pdf``: letters that every file system takes."""
    frozen = certificate.snapshot
    words = f"{slugify(certificate.user.name)[:50]}-{slugify(frozen['course'])[:60]}"
    return f"{kind}-{words.strip('-')}.{suffix}"
