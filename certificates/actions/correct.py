from datetime import datetime

from django.db import transaction

from certificates.actions import ledger
from certificates.actions.issue import issue
from certificates.codes import new_token
from certificates.enums import CertificateState, LedgerKind
from certificates.models import Certificate
from lms.audit.log import record
from lms.people.models import User


class NotCorrectable(Exception):
    """Only an issued certificate can be replaced, and only with a reason."""


@transaction.atomic
def correct(*, certificate: Certificate, reason: str, by: User, now: datetime) -> Certificate:
    """Issue another certificate for the same achievement, with today's data; the old one points to it from now on.

    The number, file and ledger line of the old one stay; its skills are not touched, for nothing was unlearned.
    Raises ``NotCorrectable``, and whatever ``issue`` raises: then nothing has changed.
    """
    old = Certificate.objects.select_for_update().get(pk=certificate.pk)
    reason = reason.strip()
    if old.state != CertificateState.ISSUED or not reason:
        raise NotCorrectable
    old.state, old.superseded_at = CertificateState.SUPERSEDED, now
    old.save(update_fields=["state", "superseded_at"])
    ledger.append(certificate=old, kind=LedgerKind.SUPERSEDED, at=now)
    new = Certificate.objects.create(enrolment_id=old.enrolment_id, user_id=old.user_id, token=new_token())
    new = issue(certificate=new, at=now)
    old.superseded_by = new
    old.save(update_fields=["superseded_by"])
    record(
        "certificates.correct",
        old,
        by=by,
        reason=reason,
        before={"number": old.number},
        after={"number": new.number},
    )
    return new
