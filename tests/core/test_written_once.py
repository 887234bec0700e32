from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from certificates.models import LedgerEntry
from lms.core.written_once import install, remove
from tests import factories

pytestmark = pytest.mark.django_db
TABLE = "certificates_ledgerentry"
REFUSAL = "rows of certificates_ledgerentry are written once"


def falsify() -> None:
    with transaction.atomic():
        LedgerEntry.objects.update(file_sha256="e" * 64)


@pytest.fixture(autouse=True)
def _trigger():
    remove(connection, TABLE)
    install(connection, TABLE)


def test_the_database_refuses_to_change_a_line():
    line = factories.issued().ledger.get()

    with pytest.raises(DatabaseError, match=REFUSAL):
        falsify()

    assert LedgerEntry.objects.get() == line
    assert LedgerEntry.objects.get().file_sha256 == line.file_sha256


def test_new_lines_go_in():
    factories.issued()
    factories.issued()

    assert LedgerEntry.objects.count() == 2


def test_undoing_twice_does_no_harm():
    factories.issued()

    remove(connection, TABLE)
    remove(connection, TABLE)
    falsify()

    assert LedgerEntry.objects.get().file_sha256 == "e" * 64


def test_the_migration_installs_and_removes_it():
    migration = import_module("certificates.migrations.0006_ledger_written_once").Migration
    (operation,) = migration.operations
    factories.issued()

    editor = SimpleNamespace(connection=connection)
    operation.reverse_code(None, editor)
    falsify()
    operation.code(None, editor)

    with pytest.raises(DatabaseError, match=REFUSAL):
        falsify()
