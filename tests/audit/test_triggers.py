from importlib import import_module

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from lms.audit import triggers
from lms.audit.log import record
from lms.audit.models import Event
from tests import factories

pytestmark = pytest.mark.django_db
CHANGE = "UPDATE audit_event SET act = 'y'"


def execute(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture(autouse=True)
def _trigger():
    triggers.remove(connection)
    triggers.install(connection)


def test_the_database_refuses_to_change_an_event():
    record("x", factories.unit(), by=None)

    with pytest.raises(DatabaseError, match=triggers.REFUSAL):
        execute(CHANGE)

    assert Event.objects.get().act == "x"


def test_new_events_go_in():
    record("x", factories.unit(), by=None)

    assert Event.objects.count() == 1


def test_the_migration_can_be_undone():
    record("x", factories.unit(), by=None)

    triggers.remove(connection)
    execute(CHANGE)

    assert Event.objects.get().act == "y"


def test_undoing_twice_does_no_harm():
    triggers.remove(connection)
    triggers.remove(connection)

    execute(CHANGE)


def test_labels_of_before_lose_their_names():
    person = factories.user(name="Rina")
    with_name = {
        "act": "x",
        "target_type": "people.user",
        "target_id": str(person.pk),
        "target_label": "Rina",
    }
    Event.objects.create(**with_name)

    import_module("lms.audit.migrations.0004_forget_names").forget_names(apps, connection.schema_editor())

    assert Event.objects.get().target_label == f"#{person.pk}"
    with pytest.raises(DatabaseError, match=triggers.REFUSAL):
        execute(CHANGE)
