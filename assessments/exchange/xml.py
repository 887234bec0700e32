"""XML read piece by piece: each wanted element is handed out whole, with its line, and forgotten.

A document type declaration is refused outright, so there are no entities, no bombs made of them and nothing from
elsewhere. Names lose their namespace.
"""

from collections.abc import Iterator
from typing import IO, Any, cast
from xml.etree.ElementTree import Element
from xml.parsers import expat

from django.utils.translation import gettext as _

from courses.importer.faults import Fault

CHUNK = 64 * 1024
DEEPEST = 100
ELEMENTS = 50_000  # of one question
SIZE = 40 * 1024 * 1024  # of the texts of one question, its pictures in base64 included


class Node(Element):
    """An element that knows the line on which it begins."""

    line = 0

    def all(self, path: str) -> list["Node"]:
        return cast("list[Node]", self.findall(path))


class Refused(Exception):
    def __init__(self, line: int | None, reason: str, mend: str) -> None:
        super().__init__(reason)
        self.line, self.reason, self.mend = line, reason, mend

    def fault(self, file: str) -> Fault:
        return Fault(file, self.line, "", self.reason, self.mend)


def nodes(file: IO[bytes], wanted: frozenset[str], *, most: int = SIZE) -> Iterator[Node]:
    """Each outermost element of a wanted name. Raises ``Refused``; what came before it stands."""
    builder = _Builder(wanted, most)
    chunk = b"-"
    while chunk:
        chunk = file.read(CHUNK)
        fault = builder.fed(chunk)
        yield from builder.taken()
        if fault:
            raise fault


class _Builder:
    def __init__(self, wanted: frozenset[str], most: int) -> None:
        self.wanted, self.most = wanted, most
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.EntityDeclHandler = self.refuse
        self.open: list[Node] = []
        self.depth = self.count = self.size = 0
        self.done: list[Node] = []

    def fed(self, chunk: bytes) -> Refused | None:
        """Take in one piece, an empty one at the end; what is wrong with it, after what was read before that."""
        try:
            self.parser.Parse(chunk, not chunk)
        except Refused as refused:
            return refused
        except (expat.ExpatError, ValueError, LookupError) as error:
            line = getattr(error, "lineno", None)
            mend = _("Ekspor ulang dari aplikasi asalnya, lalu unggah lagi.")
            return Refused(line, _("XML ini tidak utuh: %(error)s.") % {"error": error}, mend)
        return None

    def taken(self) -> list[Node]:
        done, self.done = self.done, []
        return done

    def refuse(self, *_args: Any) -> None:
        raise Refused(
            self.parser.CurrentLineNumber,
            _("XML ini membawa DTD atau entitas."),
            _("Hapus baris <!DOCTYPE …>, lalu unggah lagi."),
        )

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        name = local(name)
        if not self.open and name not in self.wanted:
            return
        self.count += 1
        if self.depth > DEEPEST or self.count > ELEMENTS:
            raise self._too_much()
        node = Node(name, {local(key): value for key, value in attributes.items()})
        node.line = self.parser.CurrentLineNumber
        if self.open:
            self.open[-1].append(node)
        self.open.append(node)

    def end(self, _name: str) -> None:
        self.depth -= 1
        if not self.open:
            return
        node = self.open.pop()
        if not self.open:
            self.done.append(node)
            self.count = self.size = 0

    def data(self, text: str) -> None:
        if not self.open:
            return
        self.size += len(text)
        if self.size > self.most:
            raise self._too_much()
        node = self.open[-1]
        if len(node):
            node[-1].tail = (node[-1].tail or "") + text
        else:
            node.text = (node.text or "") + text

    def _too_much(self) -> Refused:
        return Refused(
            self.parser.CurrentLineNumber,
            _("Satu soal di sini terlalu besar atau terlalu bertingkat."),
            _("Perkecil gambar soal itu, lalu ekspor ulang."),
        )


def local(name: str) -> str:
    return name.rpartition("}")[2]


def said(node: Element | None, *path: str) -> str:
    """The text under a path, trimmed; empty where there is none."""
    for name in path:
        node = node.find(name) if node is not None else None
    return "".join(node.itertext()).strip() if node is not None else ""
