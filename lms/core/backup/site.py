"""Back up the site, and restore it: the order is what makes both safe."""

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from lms.core import readiness
from lms.core.backup import databases
from lms.core.backup.archive import MANIFEST, Broken, members, verified, writing
from lms.core.backup.files import all_files, put_back

FORMAT = 1
DATABASE, SECRET = "database", "secret_key"
# What has to be put right in a database that is older than its files; each gives sentences for the operator.
afterwards: list[Callable[[], list[str]]] = []


class Occupied(Exception):
    """There are people in the database already."""


class Foreign(Exception):
    """The backup is whole, but not one for this site; the text says why."""


@dataclass(frozen=True)
class Made:
    files: int
    size: int


def back_up(path: Path) -> Made:
    """1. the database, 2. the files: then every file that the database names is in the copy."""
    with writing(path) as archive:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / DATABASE
            databases.dump(copy)
            with copy.open("rb") as database:
                archive.add(DATABASE, database)
        _add_secret(archive.add)
        before = len(archive.hashes)
        for name, file in all_files():
            archive.add(name, file)
        archive.close(_facts())
    return Made(len(archive.hashes) - before, path.stat().st_size)


def restore(path: Path, *, force: bool = False) -> list[str]:
    """Put everything back; returns what the operator should know.

    1. prove that the file is whole, of this kind of database and not newer than the code; 2. refuse to
    overwrite people; 3. files first, for files too many do no harm; 4. the database, all at once; 5. bring it
    up to date; 6. let the rooms put right what is older than the files. Raises ``Broken``, ``Foreign``,
    ``Occupied``, ``Unable``.
    """
    _must_fit(verified(path))
    if not force and not databases.is_empty():
        raise Occupied
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / DATABASE
        for name, file in members(path):
            _take(name, file, copy)
        databases.load(copy)
    readiness.migrate()
    return [sentence for look in afterwards for sentence in look()]


def _facts() -> dict[str, Any]:
    applied = MigrationExecutor(connection).loader.applied_migrations
    return {
        "format": FORMAT,
        "made_at": timezone.now().isoformat(),
        "database": connection.vendor,
        "migrations": sorted(".".join(key) for key in applied),
    }


def _must_fit(facts: dict[str, Any]) -> None:
    if facts.get("format") != FORMAT:
        raise Foreign("It was written in another format.")
    if facts["database"] != connection.vendor:
        kinds = f"{facts['database']}, this site has {connection.vendor}"
        raise Foreign(f"Its database is of the kind {kinds}.")
    known = {".".join(key) for key in MigrationExecutor(connection).loader.disk_migrations}
    if set(facts["migrations"]) - known:
        raise Foreign("It was made by a newer version of the code; upgrade first.")


def _take(name: str, file: IO[bytes], database: Path) -> None:
    if name == MANIFEST:
        return
    if name == DATABASE:
        with database.open("wb") as copy:
            shutil.copyfileobj(file, copy)
    elif name == SECRET:
        _put_secret(file.read())
    else:
        with tempfile.SpooledTemporaryFile(1024 * 1024) as copy:
            shutil.copyfileobj(file, copy)
            copy.seek(0)
            put_back(name, copy)


def _add_secret(add: Callable[[str, IO[bytes]], None]) -> None:
    """A key that lives beside the data goes with it; one that comes from the environment does not."""
    path = Path(settings.VAR) / SECRET
    if path.exists():
        with path.open("rb") as file:
            add(SECRET, file)


def _put_secret(key: bytes) -> None:
    path = Path(settings.VAR) / SECRET
    if not path.exists():
        return  # this site takes its key from the environment
    new = path.with_suffix(".new")
    with open(os.open(new, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
        file.write(key)
    new.replace(path)


__all__ = ["Broken", "Foreign", "Made", "Occupied", "afterwards", "back_up", "restore"]
