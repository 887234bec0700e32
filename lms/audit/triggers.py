"""The database's own refusal to change an audit event; the model's refusal alone would not stop SQL."""

from django.db.backends.base.base import BaseDatabaseWrapper

from lms.core import written_once

TABLE = "audit_event"
REFUSAL = written_once.REFUSAL.format(table=TABLE)


def install(connection: BaseDatabaseWrapper) -> None:
    written_once.install(connection, TABLE)


def remove(connection: BaseDatabaseWrapper) -> None:
    written_once.remove(connection, TABLE)
