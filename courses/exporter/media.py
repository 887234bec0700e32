"""Where pictures and files of a course lie in its folder."""

from pathlib import PurePosixPath
from typing import Any


class MediaNames:
    """One path a file, the one it came with if it came in a folder; collects what the folder has to hold."""

    def __init__(self) -> None:
        self._paths: dict[tuple[str, int], str] = {}
        self._files: dict[str, Any] = {}

    def image(self, image: Any) -> str:
        return self._path("image", image, _after_course(image.folder_name))

    def document(self, document: Any) -> str:
        return self._path("document", document, _after_course(document.title))

    def files(self) -> dict[str, bytes]:
        return {path: _bytes(row) for path, row in self._files.items()}

    def _path(self, kind: str, row: Any, wanted: str) -> str:
        key = (kind, row.pk)
        if key not in self._paths:
            plain = PurePosixPath(row.file.name)
            path = wanted if PurePosixPath(wanted).suffix == plain.suffix else f"media/{plain.name}"
            if path in self._files:
                path = f"media/{row.pk}-{plain.name}"
            self._paths[key] = path
            self._files[path] = row
        return self._paths[key]


def _after_course(name: str) -> str:
    """``slug/media/name.svg`` → ``media/name.svg``; empty for a name that is no path."""
    _course, _slash, path = name.partition("/")
    return path if path and ".." not in path.split("/") and not path.startswith("/") else ""


def _bytes(row: Any) -> bytes:
    with row.file.storage.open(row.file.name, "rb") as file:
        return file.read()
