"""From a promise to a numbered, printed and recorded certificate."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.actions import ledger
from certificates.actions.credentials import signed_credential
from certificates.actions.numbers import take
from certificates.actions.seals import note_seal
from certificates.codes import new_token
from certificates.enums import CertificateState, LedgerKind
from certificates.files import sha256, store
from certificates.models import Certificate
from certificates.queries.snapshot import snapshot_of, valid_until_of
from certificates.rendering import made
from courses.models import Enrolment
from lms.core.jobs import enqueue
from lms.core.notices import tell

JOB = "certificates.issue"


@transaction.atomic
def promise(*, enrolment: Enrolment) -> Certificate:
    """Write down that a certificate is due; the job that issues it commits together with the promise."""
    certificate, _created = Certificate.objects.in_force().get_or_create(
        enrolment=enrolment, defaults={"user_id": enrolment.user_id, "token": new_token()}
    )
    enqueue(JOB, {"certificate": certificate.pk}, key=str(certificate.pk))
    return certificate


@transaction.atomic
def issue(*, certificate: Certificate, at: datetime | None = None) -> Certificate:
    """Number, freeze, print and record a pending certificate; one that is issued already stays as it is.

    Order (invariant I4): 1. lock the certificate; 2. take the number, its series locked until the end, so
    that a failure gives it back, and write it down outside the database too; 3. freeze; 4. sign the digital badge;
    5. print with the badge inside, seal and store under the hash of the bytes, so that a crash leaves at most a file
    that nothing points to; 6. the ledger; 7. the notice. Raises ``Unprintable``, ``NoSeal`` and ``NoCredentialKey``.
    """
    at = at or timezone.now()
    locked = Certificate.objects.select_for_update(of=("self",)).select_related(
        "user", "enrolment__course__field"
    )
    certificate = locked.get(pk=certificate.pk)
    if certificate.state != CertificateState.PENDING:
        return certificate
    _number(certificate, timezone.localtime(at).year, at)
    seal = note_seal(at=at)
    certificate.snapshot = snapshot_of(certificate, number=certificate.number or "", seal=seal.pk, at=at)
    certificate.valid_until = valid_until_of(certificate.enrolment)
    credential = signed_credential(certificate, issued_at=at, at=at)
    content = made(certificate.snapshot, at=at, badge=credential.content)
    certificate.sha256 = sha256(content)
    certificate.file.name = store(content, at=at)
    certificate.issued_at, certificate.state = at, CertificateState.ISSUED
    certificate.save()
    credential.save(force_insert=True)
    ledger.append(certificate=certificate, kind=LedgerKind.ISSUED, at=at)
    _tell_holder(certificate)
    return certificate


def _number(certificate: Certificate, year: int, at: datetime) -> None:
    certificate.year, certificate.sequence = year, take(year, at=at)
    certificate.number = settings.PIAWAI_NUMBER_PATTERN.format(seq=certificate.sequence, year=year)


def _tell_holder(certificate: Certificate) -> None:
    tell(
        [certificate.user_id],
        event=f"certificate:{certificate.pk}",
        title=_("Sertifikat %(course)s sudah terbit") % {"course": certificate.snapshot["course"]},
        body=_("Nomor %(number)s. Anda dapat mengunduhnya sekarang.") % {"number": certificate.number},
        url=reverse("certificates"),
    )
