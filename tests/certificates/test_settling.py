"""After a database came back by other means: the command that skips the numbers which were given since."""

import pytest
from django.core.management import CommandError, call_command

from certificates.journal import Journal
from certificates.models import LedgerEntry, NumberSeries
from certificates.queries.ledger import ledger_faults
from lms.audit.models import Event
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def command(capsys):
    def run(*options):
        call_command("settle_numbers", *options)
        return capsys.readouterr().out.splitlines()

    return run


def lose(count: int) -> None:
    """The database forgets the last numbers; the files remember them."""
    NumberSeries.objects.update(last=NumberSeries.objects.get().last - count)


def gaps() -> list[str]:
    return list(
        LedgerEntry.objects.filter(kind="skipped").order_by("sequence").values_list("numbers", flat=True)
    )


def test_nothing_is_said_to_be_skipped_where_nothing_was(command):
    factories.issued()

    assert command() == ["No number was given that this database does not know."]


@pytest.mark.parametrize("lost", [1, 2, 5])
def test_numbers_that_the_files_remember_are_skipped(command, lost):
    journal = Journal()
    factories.issued()
    journal.note(2026, 1 + lost, journal.numbers(2026))

    said = command()

    assert said == [
        f"Certificate numbers 2 to {1 + lost} of 2026 were given after the backup; they are skipped."
    ]
    assert (factories.issued().sequence, gaps(), list(ledger_faults())) == (
        2 + lost,
        [f"2026:2-{1 + lost}"],
        [],
    )


def test_where_the_files_were_lost_too_the_last_number_is_told(command):
    factories.issued()

    command("--given", "2026", "40")

    assert (factories.issued().sequence, gaps(), list(ledger_faults())) == (41, ["2026:2-40"], [])


def test_a_year_of_which_nothing_is_left_can_be_told(command):
    command("--given", "2025", "7")

    assert (NumberSeries.objects.get(year=2025).last, gaps()) == (7, ["2025:1-7"])
    assert list(ledger_faults()) == []


@pytest.mark.parametrize("last", ["1", "0"])
def test_a_number_that_is_no_news_changes_nothing(command, last):
    factories.issued()

    command("--given", "2026", last)

    assert (factories.issued().sequence, gaps()) == (2, [])


def test_a_second_time_there_is_nothing_to_skip(command):
    factories.issued()
    command("--given", "2026", "9")

    assert command() == ["No number was given that this database does not know."]
    assert Event.objects.filter(act="certificates.skip_numbers").count() == 1


@pytest.mark.parametrize("options", [["--given", "2026"], ["--given", "dua", "3"]])
def test_half_an_answer_is_refused(command, options):
    with pytest.raises(CommandError):
        command(*options)


def test_two_gaps_of_a_year_are_both_told_and_the_books_are_in_order(command):
    factories.issued()
    command("--given", "2026", "4")
    factories.issued()
    command("--given", "2026", "9")

    assert (factories.issued().sequence, gaps()) == (10, ["2026:2-4", "2026:6-9"])
    assert list(ledger_faults(files=True)) == []
