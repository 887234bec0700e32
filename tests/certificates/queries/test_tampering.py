"""Whoever changes the books by hand is found out, whatever they change."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.test import TestCase
from django.utils import timezone

from certificates.actions.numbers import settle, take
from certificates.actions.withdraw import withdraw
from certificates.models import Certificate, LedgerEntry, LedgerHead, NumberSeries
from certificates.queries.ledger import ledger_faults
from tests import factories

OTHER = "e" * 64
LATER = datetime(2027, 1, 5, 4, tzinfo=UTC)
SECRETLY = {"withdrawn_at": timezone.now(), "withdrawal_reason": "Diam-diam"}
VALID_AGAIN = {"state": "issued", "withdrawn_at": None, "withdrawal_reason": ""}
LINE = [
    {"sequence": 99},
    {"kind": "withdrawn"},
    {"at": datetime(2026, 11, 20, 4, 0, 1, tzinfo=UTC)},
    {"file_sha256": OTHER},
    {"previous": OTHER},
    {"digest": OTHER},
]
CERTIFICATE = [
    {"number": "800.2/0077/BKPSDM/2026"},
    {"sha256": OTHER},
    {"state": "withdrawn"} | SECRETLY,
    {"state": "pending"},
    {"sequence": 77},
    {"year": 2025},
]


class Books(TestCase):
    """Three certificates, the second of them withdrawn, a gap that the ledger tells of, and a fourth."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.rows = [factories.issued() for _ in range(3)]
        withdraw(certificate=cls.rows[1], reason="Keliru", by=factories.user())
        take(2026, at=LATER)
        NumberSeries.objects.update(last=3)
        settle(LATER)
        cls.rows.append(factories.issued())

    def found(self, change: Callable[[], object]) -> list[str]:
        """The faults after a change, which is undone."""
        with transaction.atomic():
            change()
            faults = list(ledger_faults())
            transaction.set_rollback(True)
        return faults

    def test_they_are_in_order_before(self) -> None:
        assert list(ledger_faults(files=True)) == []

    def test_a_line_that_says_something_else(self) -> None:
        for place in (1, 3):
            lines = LedgerEntry.objects.filter(sequence=place)
            for change in LINE:
                assert self.found(lambda lines=lines, change=change: lines.update(**change)), change

    def test_a_line_about_another_certificate(self) -> None:
        def change() -> None:
            LedgerEntry.objects.filter(certificate=self.rows[3]).delete()
            LedgerEntry.objects.filter(sequence=1).update(certificate=self.rows[3])

        assert "Line 1: its contents do not give its hash." in self.found(change)

    def test_a_line_that_is_gone(self) -> None:
        for place in range(1, 7):
            assert self.found(LedgerEntry.objects.filter(sequence=place).delete), place

    def test_an_end_that_is_cut_off_with_its_head_set_back(self) -> None:
        """Certificates and numbers that are out tell of the lines that are missing."""
        for kept in range(6):
            last = LedgerEntry.objects.filter(sequence=kept).first()

            def cut(kept: int = kept, last: LedgerEntry | None = last) -> None:
                LedgerEntry.objects.filter(sequence__gt=kept).delete()
                LedgerHead.objects.update(sequence=kept, digest=last.digest if last else LedgerHead().digest)

            assert self.found(cut), kept

    def test_a_certificate_that_says_something_else(self) -> None:
        rows = Certificate.objects.filter(pk=self.rows[0].pk)
        for change in CERTIFICATE:
            assert self.found(lambda change=change: rows.update(**change)), change

    def test_a_withdrawn_certificate_that_was_made_valid_again(self) -> None:
        rows = Certificate.objects.filter(pk=self.rows[1].pk)

        assert self.found(lambda: rows.update(**VALID_AGAIN)) == [
            f"Certificate {self.rows[1].number}: the ledger says 'withdrawn', it says 'issued'."
        ]

    def test_two_certificates_that_changed_their_numbers(self) -> None:
        def swap() -> None:
            for row, number in ((0, "sementara"), (2, self.rows[0].number), (0, self.rows[2].number)):
                Certificate.objects.filter(pk=self.rows[row].pk).update(number=number)

        assert self.found(swap)[:2] == [
            "Line 1: its contents do not give its hash.",
            "Line 3: its contents do not give its hash.",
        ]

    def test_a_series_that_was_set_by_hand(self) -> None:
        for by in (-1, 1, 50):
            assert self.found(lambda by=by: NumberSeries.objects.update(last=F("last") + by)), by

    def test_lines_written_anew_with_right_hashes_do_not_fit_the_head(self) -> None:
        """A forger who computes every hash again has still to change the head."""

        def forge() -> None:
            previous = LedgerHead().digest
            for entry in LedgerEntry.objects.order_by("sequence"):
                entry.at += timedelta(days=1)
                entry.previous = previous
                entry.digest = previous = entry.expected_digest()
                entry.save()

        assert self.found(forge) == ["The ledger ends at line 6, but its head says 6."]
