"""The database's own refusal to change an audit event; the model's refusal alone would not stop SQL."""

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "audit events are written once"

INSTALL = {
    "sqlite": [
        "CREATE TRIGGER audit_event_written_once BEFORE UPDATE ON audit_event "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$",
        "CREATE TRIGGER audit_event_written_once BEFORE UPDATE ON audit_event "
        "FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()",
    ],
}
REMOVE = {
    "sqlite": ["DROP TRIGGER IF EXISTS audit_event_written_once"],
    "postgresql": [
        "DROP TRIGGER IF EXISTS audit_event_written_once ON audit_event",
        "DROP FUNCTION IF EXISTS audit_event_refuse()",
    ],
}


def install(connection: BaseDatabaseWrapper) -> None:
    _run(connection, INSTALL)


def remove(connection: BaseDatabaseWrapper) -> None:
    _run(connection, REMOVE)


def _run(connection: BaseDatabaseWrapper, statements: dict[str, list[str]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
