"""A course folder, from disk or ZIP, read safely: names checked, sizes limited, nothing unpacked."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Protocol
from zipfile import ZipFile

from django.utils.translation import gettext as _

from courses.importer import archive, limits
from courses.importer.faults import Fault, FolderFault


class Source(Protocol):
    def names(self) -> list[str]: ...

    def read(self, name: str) -> bytes: ...


class Disk:
    """A folder on the server, for the command line. Hidden files don't count; links are refused."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def names(self) -> list[str]:
        return sorted(self._walk(self.root))

    def _walk(self, folder: Path) -> Iterator[str]:
        for path in folder.iterdir():
            name = path.relative_to(self.root).as_posix()
            if limits.hidden(name):
                continue
            if path.is_symlink():
                raise FolderFault(limits.link_fault(name))
            if path.is_dir():
                yield from self._walk(path)
            else:
                yield name

    def read(self, name: str) -> bytes:
        path = self.root / name
        if path.stat().st_size > limits.FILE_BYTES:
            raise FolderFault(limits.size_fault(name))
        return path.read_bytes()


class Packed:
    """A ZIP that ``archive.inspect`` has found harmless."""

    def __init__(self, file: ZipFile) -> None:
        self.file = file
        self.members = archive.inspect(file)

    def names(self) -> list[str]:
        return sorted(self.members)

    def read(self, name: str) -> bytes:
        return archive.read(self.file, self.members[name])


class Folder:
    """Paths are relative to the folder that holds ``course.toml``, with ``/`` between parts."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._base = _base_of(source.names())
        self._names = {
            name[len(self._base) :]: name for name in source.names() if name.startswith(self._base)
        }
        clash = limits.case_clash(self._names)
        if clash:
            raise FolderFault(clash)

    @property
    def names(self) -> list[str]:
        return list(self._names)

    def __contains__(self, path: object) -> bool:
        return path in self._names

    def read_bytes(self, path: str) -> bytes:
        """The file's bytes; FolderFault when it is not there or too big."""
        if path not in self._names:
            raise FolderFault(missing(path))
        return self._source.read(self._names[path])

    def read_text(self, path: str) -> str:
        """UTF-8 text with ``\\n`` as line end; FolderFault names the line that is something else."""
        raw = self.read_bytes(path)
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            raise FolderFault(
                Fault(
                    path,
                    line,
                    "",
                    _("Berkas ini bukan teks UTF-8."),
                    _("Simpan ulang berkas dengan pengodean UTF-8."),
                )
            ) from error
        if "\0" in text:  # no database takes it everywhere
            line = text[: text.index("\0")].count("\n") + 1
            reason, mend = (
                _("Ada tanda NUL di baris ini."),
                _("Hapus tanda itu, lalu simpan ulang berkasnya."),
            )
            raise FolderFault(Fault(path, line, "", reason, mend))
        return text.replace("\r\n", "\n").replace("\r", "\n")


def missing(path: str) -> Fault:
    return Fault(
        path,
        None,
        path,
        _("Berkas ini tidak ada di folder."),
        _("Tambahkan berkasnya atau hapus rujukannya."),
    )


def _base_of(names: list[str]) -> str:
    """Where ``course.toml`` lies: the root, or the folder that ``zip -r`` or GitHub wraps around."""
    places = [name[: -len("course.toml")] for name in names if PurePosixPath(name).name == "course.toml"]
    if not places:
        raise FolderFault(
            Fault(
                "course.toml",
                None,
                "",
                _("Folder ini tidak memuat course.toml."),
                _("Tambahkan course.toml yang memuat slug, title, dan field. Lihat panduan."),
            )
        )
    return min(places, key=lambda place: (place.count("/"), place))
