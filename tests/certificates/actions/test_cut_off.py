"""Issuing and withdrawing that are cut off at any write: no number is lost, none is given twice (I4)."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import storages
from django.db import OperationalError, transaction
from django.utils import timezone

from certificates.actions.issue import issue, promise
from certificates.actions.withdraw import withdraw
from certificates.journal import Journal
from certificates.models import Certificate, LedgerEntry, LedgerHead, NumberSeries
from certificates.queries.ledger import ledger_faults
from certificates.queries.public import issued_by_token
from lms.audit.models import Event
from lms.core import jobs
from lms.core.models import Job, Notice
from lms.skills.models import Evidence, Holding
from tests import factories
from tests.breaking import power_until, table_rows

pytestmark = pytest.mark.django_db
BOOKS = (Certificate, LedgerEntry, NumberSeries, Notice)


@pytest.fixture
def promised(db) -> Job:
    """One certificate is out, the next is promised."""
    LedgerHead.objects.get_or_create(pk=1)
    factories.issued()
    promise(enrolment=factories.finished())
    return Job.objects.latest("pk")


def again(job: Job) -> bool:
    Job.objects.filter(pk=job.pk).update(run_after=timezone.now() - timedelta(seconds=1))
    return jobs.run(job.pk)


def test_an_issue_cut_off_at_any_write_gives_its_number_back(promised):
    before, last, whole = table_rows(*BOOKS), 2, False

    while not whole:
        start = transaction.savepoint()
        with power_until(last) as power:
            jobs.run(promised.pk)
        whole = power.writes < last
        if not whole:
            assert table_rows(*BOOKS) == before, last
            assert again(promised), last
        assert list(Certificate.objects.order_by("pk").values_list("sequence", "state")) == [
            (1, "issued"),
            (2, "issued"),
        ], last
        assert (list(ledger_faults(files=True)), Notice.objects.count()) == ([], 2), last
        transaction.savepoint_rollback(start)
        last += 1

    assert last > 8


def test_while_it_is_cut_off_the_public_knows_nothing_of_it(promised):
    pending = Certificate.objects.get(state="pending")

    with power_until(7):
        jobs.run(promised.pk)

    assert issued_by_token(pending.token) is None
    assert Certificate.objects.get(pk=pending.pk).number is None


def test_the_journal_is_at_most_one_ahead_and_never_behind(promised):
    for last in (4, 6, 8):
        with power_until(last):
            again(promised)
        given = NumberSeries.objects.get().last

        assert given <= Journal().highest(NumberSeries.objects.get().year) <= given + 1


def test_a_file_of_a_failed_issue_is_the_file_of_the_next_try():
    """The same snapshot gives the same bytes under the same name, so that nothing is left over."""
    at, pending = datetime(2026, 11, 20, 4, tzinfo=UTC), factories.certificate()
    with transaction.atomic():
        stored = issue(certificate=pending, at=at).file.name
        transaction.set_rollback(True)

    assert issue(certificate=pending, at=at).file.name == stored
    assert storages["private"].exists(stored)


def test_a_withdrawal_cut_off_at_any_write_withdraws_nothing():
    certificate = factories.issued()
    skill, hr = factories.skill(), factories.user()
    facts = {
        "obtained_on": certificate.issued_at.date(),
        "reference": f"enrolment:{certificate.enrolment_id}",
    }
    Evidence.objects.create(user=certificate.user, skill=skill, level=2, source="course", **facts)
    books = (*BOOKS, Evidence, Holding, Event)
    before, last, whole = table_rows(*books), 1, False

    while not whole:
        start = transaction.savepoint()
        with power_until(last) as power, suppress(OperationalError):
            withdraw(certificate=certificate, reason="Keliru", by=hr)
        whole = power.writes < last
        if not whole:
            assert table_rows(*books) == before, last
        assert list(ledger_faults()) == [], last
        transaction.savepoint_rollback(start)
        last += 1

    assert last > 5
