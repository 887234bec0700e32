from datetime import UTC, datetime

import pytest
from django.core.files.storage import storages
from django.db import IntegrityError, transaction

from certificates.actions.numbers import settle, take
from certificates.journal import Journal
from certificates.models import Certificate, LedgerEntry, LedgerHead, NumberSeries
from certificates.queries.ledger import ledger_faults
from lms.audit.models import Event
from tests import factories

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)


@pytest.fixture
def restored():
    """Three certificates, then a database as it was after the first, with the files of today."""
    first, *later = [factories.issued() for _ in range(3)]
    with_line = LedgerEntry.objects.get(certificate=first)
    LedgerEntry.objects.exclude(pk=with_line.pk).delete()
    LedgerHead.objects.update(sequence=1, digest=with_line.digest)
    Certificate.objects.filter(pk__in=[row.pk for row in later]).delete()
    NumberSeries.objects.update(last=1)
    return first


def kept() -> list[str]:
    head = LedgerHead.objects.get()
    return storages["private"].listdir(f"nomor/{head.journal}/2026")[1]


def test_the_journal_holds_the_newest_number_alone():
    for _ in range(3):
        factories.issued()

    assert kept() == ["000000003"]


def test_a_number_that_was_given_back_is_taken_again_without_a_gap():
    for _ in range(2):
        with transaction.atomic():
            take(2026, at=NOON)
            transaction.set_rollback(True)

    assert factories.issued().sequence == 1
    assert list(ledger_faults()) == []


def test_a_restored_database_gives_no_number_twice(restored):
    assert [factories.issued().sequence for _ in range(2)] == [4, 5]


def test_the_gap_stands_in_the_ledger_and_in_the_audit_trail(restored):
    factories.issued()

    line = LedgerEntry.objects.get(kind="skipped")
    assert (line.sequence, line.numbers, line.certificate) == (2, "2026:2-3", None)
    assert Event.objects.get(act="certificates.skip_numbers").after == {"last": 3}
    assert list(ledger_faults(files=True)) == []


def test_settling_skips_what_the_journal_knows_once(restored):
    assert [settle(), settle()] == [{2026: (2, 3)}, {}]
    assert list(ledger_faults()) == []


def test_settling_knows_years_that_the_database_never_saw():
    take(2031, at=NOON)
    NumberSeries.objects.all().delete()

    assert settle() == {2031: (1, 1)}


def test_a_sound_database_has_nothing_to_settle():
    factories.issued()

    assert (settle(), LedgerEntry.objects.count()) == ({}, 1)


def test_a_gap_that_somebody_made_up_is_found(restored):
    factories.issued()
    LedgerEntry.objects.filter(kind="skipped").update(numbers="2026:2-9")

    assert next(ledger_faults()) == "Line 2: its contents do not give its hash."


def test_the_journal_of_another_database_counts_for_nothing(restored):
    LedgerHead.objects.update(journal="00000000-0000-4000-8000-000000000000")

    assert Journal().highest(2026) == 0


@pytest.mark.parametrize("kind", ["skipped", "issued"])
def test_a_line_about_nothing_is_refused(kind):
    with pytest.raises(IntegrityError, match="ledger_line_is_about_something"):
        LedgerEntry.objects.create(sequence=1, kind=kind, at=NOON, digest="a" * 64, previous="b" * 64)
