import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command

from certificates.models import Certificate, LedgerEntry, LedgerHead, NumberSeries
from certificates.queries.ledger import ledger_faults
from tests import factories

pytestmark = pytest.mark.django_db
OTHER = "f" * 64


@pytest.fixture
def three() -> list[Certificate]:
    return [factories.issued() for _ in range(3)]


def test_an_empty_ledger_is_sound():
    assert list(ledger_faults()) == []


def test_a_ledger_of_three_is_sound_with_its_files(three):
    assert list(ledger_faults(files=True)) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"file_sha256": OTHER}, "Line 2: its contents do not give its hash."),
        ({"kind": "withdrawn"}, "Line 2: its contents do not give its hash."),
        ({"digest": OTHER}, "Line 2: its contents do not give its hash."),
        ({"previous": OTHER}, "Line 2: does not follow line 1."),
    ],
)
def test_a_changed_line_is_found(three, change, fault):
    LedgerEntry.objects.filter(sequence=2).update(**change)

    assert next(ledger_faults()) == fault


def test_a_line_taken_out_of_the_middle_is_found(three):
    LedgerEntry.objects.filter(sequence=2).delete()

    assert next(ledger_faults()) == "Line 3: does not follow line 1."


def test_a_line_cut_off_the_end_is_found(three):
    LedgerEntry.objects.filter(sequence=3).delete()

    assert list(ledger_faults()) == [
        "The ledger ends at line 2, but its head says 3.",
        f"Certificate {three[2].number}: the ledger has no 'issued' line for it.",
    ]


def test_a_head_that_is_gone_is_found(three):
    LedgerHead.objects.all().delete()

    assert list(ledger_faults()) == ["The ledger ends at line 3, but its head says 0."]


def test_a_certificate_pointing_to_another_file_is_found(three):
    Certificate.objects.filter(pk=three[0].pk).update(sha256=OTHER)

    assert list(ledger_faults()) == [f"Line 1: certificate {three[0].number} names another file."]


def test_a_number_that_nobody_carries_is_found(three):
    NumberSeries.objects.update(last=5)

    assert list(ledger_faults()) == ["Year 2026: 5 numbers were given, 3 certificates carry one."]


def test_a_changed_file_is_made_again_from_the_snapshot(three):
    name = three[0].file.name
    path = storages["private"].path(name)
    with open(path, "ab") as file:
        file.write(b"x")

    assert list(ledger_faults(files=True)) == []


def test_a_file_that_cannot_be_made_again_is_found(three):
    storages["private"].delete(three[0].file.name)
    Certificate.objects.filter(pk=three[0].pk).update(snapshot=three[1].snapshot)

    assert list(ledger_faults(files=True)) == [f"Certificate {three[0].number}: its file is lost or changed."]


def test_the_command_says_that_all_is_well(three, capsys):
    call_command("verify_ledger", files=True)

    assert capsys.readouterr().out == "The ledger is sound: 3 lines.\n"


def test_the_command_fails_on_a_broken_ledger(three, capsys):
    NumberSeries.objects.update(last=5)

    with pytest.raises(CommandError, match="broken in 1 places"):
        call_command("verify_ledger")

    assert capsys.readouterr().err == "Year 2026: 5 numbers were given, 3 certificates carry one.\n"
