from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.actions import ledger
from certificates.enums import CertificateState, LedgerKind
from certificates.models import Certificate
from courses.models.enrolment import PROOF
from lms.audit.log import record
from lms.core.notices import tell
from lms.people.models import User
from lms.skills.actions.evidence import withdraw_evidence
from lms.skills.enums import EvidenceSource


class NotWithdrawable(Exception):
    """Only an issued certificate can be withdrawn, and only with a reason."""


@transaction.atomic
def withdraw(*, certificate: Certificate, reason: str, by: User) -> Certificate:
    """Declare a certificate void; its file, number and snapshot stay. Raises ``NotWithdrawable``."""
    certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
    reason = reason.strip()
    if certificate.state != CertificateState.ISSUED or not reason:
        raise NotWithdrawable
    now = timezone.now()
    certificate.state, certificate.withdrawn_at, certificate.withdrawal_reason = (
        CertificateState.WITHDRAWN,
        now,
        reason,
    )
    certificate.save(update_fields=["state", "withdrawn_at", "withdrawal_reason"])
    ledger.append(certificate=certificate, kind=LedgerKind.WITHDRAWN, at=now)
    withdraw_evidence(source=EvidenceSource.COURSE, reference=f"{PROOF}{certificate.enrolment_id}", by=by)
    _record(certificate, reason, by)
    return certificate


def _record(certificate: Certificate, reason: str, by: User) -> None:
    states = {"before": {"state": CertificateState.ISSUED}, "after": {"state": CertificateState.WITHDRAWN}}
    record("certificates.withdraw", certificate, by=by, reason=reason, **states)
    tell(
        [certificate.user_id],
        event=f"certificate-withdrawn:{certificate.pk}",
        title=_("Sertifikat %(course)s dicabut") % {"course": certificate.snapshot["course"]},
        body=_("Alasan: %(reason)s") % {"reason": reason},
        url=reverse("certificates"),
    )
