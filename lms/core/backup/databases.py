"""The database as one file and back, by the means of each kind. Both ways leave all or nothing behind."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import connection, connections

TIMEOUT = 20


class Unable(Exception):
    """The database cannot be copied or loaded; the text says why and what to do."""


def is_empty() -> bool:
    """Whether nobody lives here yet; a database without tables is empty too."""
    users = get_user_model()
    if users._meta.db_table not in connection.introspection.table_names():
        return True
    return not users._default_manager.exists()


def dump(path: Path) -> None:
    """Write a consistent copy while the site goes on."""
    _of(DUMPS)(path)


def load(path: Path) -> None:
    """Put the copy in the place of whatever is there."""
    _of(LOADS)(path)
    connections.close_all()


def _of(ways: Mapping[str, Callable[[Path], None]]) -> Callable[[Path], None]:
    if connection.vendor not in ways:
        raise Unable(f"There is no way to back up a database of the kind {connection.vendor}.")
    return ways[connection.vendor]


def _dump_sqlite(path: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)


def _load_sqlite(path: Path) -> None:
    """SQLite's own way into a live database: one transaction that readers and a write-ahead log survive."""
    connection.ensure_connection()
    try:
        with closing(sqlite3.connect(path, timeout=TIMEOUT)) as copy:
            copy.backup(connection.connection)
    except sqlite3.Error as error:
        raise Unable(f"The database could not be written ({error}). Is the site still running?") from error


def _dump_postgresql(path: Path) -> None:
    _run(["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={path}"])


def _load_postgresql(path: Path) -> None:
    connections.close_all()
    options = ["--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction"]
    database = f"--dbname={connection.settings_dict['NAME']}"
    _run(["pg_restore", *options, "--exit-on-error", database, str(path)])


def _run(command: Sequence[str]) -> None:
    """Run a tool of PostgreSQL on our database; its password goes by the environment, not by the command."""
    tool = shutil.which(command[0])
    if tool is None:
        raise Unable(
            f"{command[0]} is not installed on this machine; it comes with the package postgresql-client."
        )
    done = subprocess.run(
        [tool, *command[1:]], env=_environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Unable(f"{command[0]} failed: {done.stderr.strip() or done.returncode}")


def _environment() -> dict[str, str]:
    names = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    given = {name: str(connection.settings_dict.get(key) or "") for name, key in names.items()}
    return os.environ | {name: value for name, value in given.items() if value}


DUMPS = {"sqlite": _dump_sqlite, "postgresql": _dump_postgresql}
LOADS = {"sqlite": _load_sqlite, "postgresql": _load_postgresql}
