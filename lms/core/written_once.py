"""The database's own refusal to change rows that are written once; the model's refusal alone would not stop SQL."""

from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.operations import RunPython

REFUSAL = "rows of {table} are written once"


def install(connection: BaseDatabaseWrapper, table: str) -> None:
    refusal = REFUSAL.format(table=table)
    _run(
        connection,
        {
            "sqlite": [
                f"CREATE TRIGGER {table}_written_once BEFORE UPDATE ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
            ],
            "postgresql": [
                f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'restrict_violation'; END $$",
                f"CREATE TRIGGER {table}_written_once BEFORE UPDATE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
            ],
        },
    )


def remove(connection: BaseDatabaseWrapper, table: str) -> None:
    _run(
        connection,
        {
            "sqlite": [f"DROP TRIGGER IF EXISTS {table}_written_once"],
            "postgresql": [
                f"DROP TRIGGER IF EXISTS {table}_written_once ON {table}",
                f"DROP FUNCTION IF EXISTS {table}_refuse()",
            ],
        },
    )


def written_once(*tables: str) -> RunPython:
    """The operation of a migration."""
    return RunPython(_each(install, tables), _each(remove, tables))


def _each(act: Callable[[BaseDatabaseWrapper, str], None], tables: tuple[str, ...]) -> Callable[..., None]:
    def run(_apps: Any, schema_editor: Any) -> None:
        for table in tables:
            act(schema_editor.connection, table)

    return run


def _run(connection: BaseDatabaseWrapper, statements: dict[str, list[str]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
