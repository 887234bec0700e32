"""Course folders made up in memory, for tests of the importer."""

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile

from courses.importer.folder import Folder

TOML = """
slug = "contoh"
title = "Contoh"
field = "jaringan"

[[modules]]
name = "awal"
title = "Awal"
lessons = ["01-satu"]
"""
LESSON = "---\ntitle: Satu\nminutes: 5\n---\n\nIsi materi.\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10"/></svg>'


class Memory:
    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        self.files = {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}

    def names(self) -> list[str]:
        return sorted(self.files)

    def read(self, name: str) -> bytes:
        return self.files[name]


def files(lesson: str = LESSON, toml: str = TOML, **more: str | bytes) -> dict[str, str | bytes]:
    """The smallest course; ``more`` by path, with ``__`` for ``/`` and ``_dot_`` for ``.``."""
    named = {name.replace("__", "/").replace("_dot_", "."): text for name, text in more.items()}
    return {"course.toml": toml, "lessons/01-satu.md": lesson} | named


def folder(lesson: str = LESSON, toml: str = TOML, **more: str | bytes) -> Folder:
    return Folder(Memory(files(lesson, toml, **more)))


def packed(contents: Mapping[str, str | bytes]) -> io.BytesIO:
    """A ZIP of these files, at its start."""
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as file:
        for name, text in contents.items():
            file.writestr(name, text)
    target.seek(0)
    return target
