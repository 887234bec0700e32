"""Many at once on PostgreSQL: real transactions that really wait for each other."""

import threading
from collections.abc import Callable

import pytest
from django.core.files.storage import storages
from django.db import connection
from django.utils import timezone

from certificates.actions.credentials import credential_of
from certificates.actions.issue import JOB, issue, promise
from certificates.actions.seals import renew_seal
from certificates.credentials import keys
from certificates.models import (
    Certificate,
    Credential,
    CredentialKey,
    LedgerEntry,
    NumberSeries,
    SealCertificate,
)
from certificates.queries.ledger import ledger_faults
from certificates.sealing import keys as seals
from lms.core import jobs
from lms.core.models import Job, Notice
from tests import factories

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _needs_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer through at a time anyway")


def together(calls: list[Callable[[], object]]) -> None:
    """Start all calls at the same moment, each with a connection of its own, and wait for them."""
    gate = threading.Barrier(len(calls))

    def run(call: Callable[[], object]) -> None:
        gate.wait()
        try:
            call()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_twenty_at_once_get_numbers_without_gaps():
    pending = [factories.certificate() for _ in range(20)]

    together([lambda each=each: issue(certificate=each) for each in pending])

    assert sorted(Certificate.objects.values_list("sequence", flat=True)) == list(range(1, 21))
    assert NumberSeries.objects.get().last == 20
    assert list(ledger_faults(files=True)) == []


def test_one_that_fails_among_many_leaves_no_gap():
    bad = factories.certificate(enrolment=factories.finished(user=factories.user(name="Rina 😀")))
    pending = [bad, *(factories.certificate() for _ in range(9))]
    for certificate in pending:
        jobs.enqueue(JOB, {"certificate": certificate.pk}, key=str(certificate.pk))
    pks = list(Job.objects.values_list("pk", flat=True))

    together([lambda pk=pk: jobs.run(pk) for pk in pks])

    issued = Certificate.objects.exclude(sequence=None).values_list("sequence", flat=True)
    assert sorted(issued) == list(range(1, 10))
    assert list(ledger_faults()) == []


def test_eight_runners_on_one_job_issue_one_certificate():
    certificate = promise(enrolment=factories.finished())
    pk = Job.objects.get().pk

    together([lambda: jobs.run(pk)] * 8)

    certificate.refresh_from_db()
    assert certificate.sequence == 1
    assert (NumberSeries.objects.get().last, LedgerEntry.objects.count()) == (1, 1)
    assert Notice.objects.filter(recipient=certificate.user).count() == 1


def test_eight_issues_of_one_certificate_are_one():
    certificate = factories.certificate()

    together([lambda: issue(certificate=certificate)] * 8)

    assert (NumberSeries.objects.get().last, LedgerEntry.objects.count()) == (1, 1)


def test_eight_at_once_make_one_key_for_badges():
    storages["private"].delete(keys.NAME)
    pending = [factories.certificate() for _ in range(8)]

    together([lambda each=each: issue(certificate=each) for each in pending])

    assert (CredentialKey.objects.count(), Credential.objects.count()) == (1, 8)


def test_eight_asking_for_the_badge_of_an_old_certificate_get_the_same():
    certificate = factories.issued()
    Credential.objects.all().delete()

    together([lambda: credential_of(certificate=certificate, now=timezone.now())] * 8)

    assert Credential.objects.count() == 1


def test_keys_renewed_while_others_issue_all_stand_under_one_authority():
    pending = [factories.certificate() for _ in range(6)]
    storages["private"].delete(seals.OWN)
    storages["private"].delete(seals.AUTHORITY)

    issues = [lambda each=each: issue(certificate=each) for each in pending]
    together([*issues, *[lambda: renew_seal(at=timezone.now())] * 2])

    assert Certificate.objects.filter(state="issued").count() == 6
    authorities = {row.pem[row.pem.index("END CERTIFICATE") :] for row in SealCertificate.objects.all()}
    assert len(authorities) == 1
    assert list(ledger_faults(files=True)) == []
