"""The uploaded sheet holds columns we must not keep, so it goes as soon as the dry run has read it.

What the import needs afterwards, the wanted columns, stays until the import is done, cancelled or a day old.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import IO, BinaryIO

from django.core.files import File
from django.core.files.storage import Storage
from django.db import transaction
from django.utils import timezone

from lms.people.models import StaffImport
from lms.people.models.staff_import import private_storage

FOLDER = "impor-pegawai"
KEPT_FOR = timedelta(hours=24)


@contextmanager
def local_copy(staff_import: StaffImport) -> Iterator[BinaryIO]:
    """The sheet as a seekable file on this machine, gone at the end; object storage can't be sought in."""
    with tempfile.TemporaryFile() as copy, staff_import.file.open("rb") as stored:
        shutil.copyfileobj(stored, copy)
        copy.seek(0)
        yield copy


def save_rows(staff_import: StaffImport, rows: IO[bytes]) -> str:
    """Keep the wanted columns for the import; the sheet they came from can go. Returns the name of the file."""
    rows.seek(0)
    return private_storage().save(f"{FOLDER}/{staff_import.sha256[:32]}.rows", File(rows))


def forget_file(staff_import: StaffImport) -> None:
    """Delete the sheet once the surrounding transaction stands; the name is kept until the file is gone."""
    name = staff_import.file.name
    if name:
        transaction.on_commit(lambda: _delete(staff_import.pk, name))


def _delete(pk: int, name: str) -> None:
    private_storage().delete(name)
    StaffImport.objects.filter(pk=pk, file=name).update(file="")


def forget_strays(now: datetime) -> int:
    """Delete files older than a day that no open import owns: an upload cut off in the middle leaves one."""
    storage = private_storage()
    owned = set(StaffImport.objects.exclude(file="").values_list("file", flat=True))
    strays = [name for name in _names(storage) if name not in owned and _age(storage, name, now) > KEPT_FOR]
    for name in strays:
        storage.delete(name)
    return len(strays)


def _names(storage: Storage) -> list[str]:
    try:
        return [f"{FOLDER}/{name}" for name in storage.listdir(FOLDER)[1]]
    except FileNotFoundError:
        return []


def _age(storage: Storage, name: str, now: datetime) -> timedelta:
    changed = storage.get_modified_time(name)
    return now - (changed if timezone.is_aware(changed) else timezone.make_aware(changed))
