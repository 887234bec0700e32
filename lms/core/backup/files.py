"""Files of all storages, wherever they lie: folders or buckets."""

from collections.abc import Iterator
from typing import IO

from django.core.files import File
from django.core.files.storage import Storage, storages

from lms.core.backup.archive import digest_of

KEPT = {"media": "default", "private": "private"}
# What must never go back in time: rooms add folders of the private storage, such as the journal of numbers.
left_out: set[str] = set()


def all_files() -> Iterator[tuple[str, IO[bytes]]]:
    """Name in the archive and open file; one that vanishes while we look is as if it had never been."""
    for place, alias in KEPT.items():
        for name in _walk(storages[alias], ""):
            if _is_left_out(place, name):
                continue
            try:
                with storages[alias].open(name) as file:
                    yield f"{place}/{name}", file
            except FileNotFoundError:
                continue


def put_back(member: str, file: IO[bytes]) -> None:
    """Store one member under its own name; a file that is the same already stays."""
    place, _slash, name = member.partition("/")
    storage = storages[KEPT[place]]
    if _is_left_out(place, name) or _same(storage, name, file):
        return
    storage.delete(name)
    file.seek(0)
    storage.save(name, File(file))


def _is_left_out(place: str, name: str) -> bool:
    return place == "private" and name.partition("/")[0] in left_out


def _walk(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}{name}" for name in sorted(names) if name)
    for below in sorted(folders):
        yield from _walk(storage, f"{folder}{below}/")


def _same(storage: Storage, name: str, file: IO[bytes]) -> bool:
    if not storage.exists(name):
        return False
    with storage.open(name) as stored:
        return digest_of(stored) == digest_of(file)
