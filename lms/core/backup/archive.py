"""One compressed file with everything in it, and proof that it came back whole.

The manifest is written last and names the hash of every member: a file that was cut short has none.
"""

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

MANIFEST = "manifest.json"
IN_MEMORY = 16 * 1024 * 1024
CHUNK = 1024 * 1024
UNREADABLE = (tarfile.TarError, EOFError, zlib.error, OSError, ValueError)


class Broken(Exception):
    """The file is no backup of ours, or not all of it is there."""


class Archive:
    """An archive that is being written."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar
        self.hashes: dict[str, str] = {}

    def add(self, name: str, file: IO[bytes]) -> None:
        """Add a copy, so that size and hash hold even while somebody goes on writing to ``file``."""
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as copy:
            shutil.copyfileobj(file, copy)
            info = tarfile.TarInfo(name)
            info.size, info.mtime, info.mode = copy.tell(), int(time.time()), 0o600
            copy.seek(0)
            self.hashes[name] = digest_of(copy)
            copy.seek(0)
            self.tar.addfile(info, copy)

    def close(self, facts: dict[str, Any]) -> None:
        manifest = json.dumps(facts | {"members": self.hashes}).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size = len(manifest)
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as file:
            file.write(manifest)
            file.seek(0)
            self.tar.addfile(info, file)


@contextmanager
def writing(path: Path) -> Iterator[Archive]:
    """Whole or not at all: a file beside ``path``, for nobody else to read, takes its name at the end."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        with open(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=1) as tar:
                yield Archive(tar)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)


def verified(path: Path) -> dict[str, Any]:
    """The facts of a whole archive; raises ``Broken`` before anybody acts on half of one."""
    try:
        found, manifest = _read(path)
    except UNREADABLE as error:
        raise Broken(f"It cannot be read ({type(error).__name__}).") from error
    if manifest is None:
        raise Broken("It ends before its end.")
    if manifest.get("members") != found:
        raise Broken("Its contents do not give the hashes that it names.")
    return manifest


def members(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Name and contents, one after the other; each must be read before the next is asked for."""
    with tarfile.open(path, "r|gz") as tar:
        for info in tar:
            file = tar.extractfile(info)
            if file is not None:
                yield info.name, file


def _read(path: Path) -> tuple[dict[str, str], dict[str, Any] | None]:
    hashes: dict[str, str] = {}
    manifest = None
    for name, file in members(path):
        if name == MANIFEST:
            manifest = json.loads(file.read())
        else:
            hashes[name] = digest_of(file)
    return hashes, manifest


def digest_of(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
