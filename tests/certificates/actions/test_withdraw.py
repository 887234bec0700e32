from datetime import date

import pytest
from django.db import IntegrityError, transaction

from certificates.actions.withdraw import NotWithdrawable, withdraw
from certificates.enums import CertificateState
from certificates.models import Certificate, LedgerEntry
from certificates.queries.ledger import ledger_faults
from lms.audit.models import Event
from lms.core.models import Notice
from lms.skills.actions.evidence import record_evidence
from lms.skills.models import Evidence, Holding
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_withdrawn_certificate_says_why_and_since_when():
    certificate = withdraw(certificate=factories.issued(), reason=" Nama keliru. ", by=factories.user())

    assert certificate.state == CertificateState.WITHDRAWN
    assert certificate.withdrawal_reason == "Nama keliru."
    assert certificate.withdrawn_at is not None


def test_the_ledger_gets_a_second_line_and_stays_sound():
    withdraw(certificate=factories.issued(), reason="Keliru", by=factories.user())

    assert list(LedgerEntry.objects.values_list("sequence", "kind")) == [(1, "issued"), (2, "withdrawn")]
    assert list(ledger_faults()) == []


def test_the_act_is_audited_with_its_reason():
    actor = factories.user()

    certificate = withdraw(certificate=factories.issued(), reason="Keliru", by=actor)

    event = Event.objects.get(act="certificates.withdraw")
    assert (event.actor, event.target_label, event.reason) == (actor, certificate.number, "Keliru")
    assert (event.before, event.after) == ({"state": "issued"}, {"state": "withdrawn"})


def test_the_holder_is_told():
    certificate = withdraw(certificate=factories.issued(), reason="Keliru", by=factories.user())

    notice = Notice.objects.get(event=f"certificate-withdrawn:{certificate.pk}")
    assert (notice.recipient, notice.body) == (certificate.user, "Alasan: Keliru")


def test_the_skills_it_proved_count_no_longer():
    certificate = factories.issued()
    record_evidence(
        user=certificate.user,
        skill=factories.skill(),
        level=2,
        source="course",
        reference=f"enrolment:{certificate.enrolment_id}",
        obtained_on=date(2026, 11, 20),
        valid_until=None,
    )

    withdraw(certificate=certificate, reason="Keliru", by=factories.user())

    assert Evidence.objects.get().withdrawn_at is not None
    assert not Holding.objects.exists()


@pytest.mark.parametrize("reason", ["", "   "])
def test_no_withdrawal_without_a_reason(reason):
    with pytest.raises(NotWithdrawable):
        withdraw(certificate=factories.issued(), reason=reason, by=factories.user())


def test_a_pending_certificate_cannot_be_withdrawn():
    with pytest.raises(NotWithdrawable):
        withdraw(certificate=factories.certificate(), reason="Keliru", by=factories.user())


def test_nothing_is_withdrawn_twice():
    certificate = withdraw(certificate=factories.issued(), reason="Keliru", by=factories.user())

    with pytest.raises(NotWithdrawable):
        withdraw(certificate=certificate, reason="Lagi", by=factories.user())

    assert LedgerEntry.objects.count() == 2


@pytest.mark.parametrize(
    "values",
    [
        {"state": "withdrawn"},
        {"state": "issued", "sha256": ""},
        {"state": "issued", "number": None},
        {"state": "issued", "issued_at": None},
    ],
)
def test_the_database_refuses_a_certificate_that_is_not_whole(values):
    certificate = factories.issued()

    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(**values)
