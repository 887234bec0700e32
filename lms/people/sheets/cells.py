"""Cells out of the XML of a workbook, streamed: only the text of cells is kept, and nothing but elements is read.

A general reader builds an object for each cell and style; a staff sheet has 700,000 cells and none of them matters
beyond its text, so this is seven times as fast. A document type declaration is refused outright.
"""

import re
from collections.abc import Iterator
from typing import IO, Any
from xml.parsers import expat

CHUNK = 64 * 1024
LONGEST_CELL = 100_000
MAX_COLUMNS = 150
Value = str | int | float


class DeclarationRefused(ValueError):
    """The XML brings its own entities; no spreadsheet program writes that."""


class CellTooLong(ValueError):
    """``row``: where the cell stands, as the spreadsheet program numbers it."""

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


def _refuse(*_args: Any) -> None:
    raise DeclarationRefused


class _Parser:
    """Common ground: feed a part piece by piece, hand out what has been completed."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data
        self.parser.StartDoctypeDeclHandler = _refuse
        self.done: list[Any] = []
        self.text: list[str] = []
        self.keeps = False
        self.prefix: str | None = None
        self.row = 0
        self.length = 0

    def read(self, part: IO[bytes]) -> Iterator[Any]:
        while chunk := part.read(CHUNK):
            self.parser.Parse(chunk)
            yield from self.done
            self.done.clear()
        self.parser.Parse(b"", True)
        yield from self.done

    def local(self, name: str) -> str:
        """The name without the prefix that the root element shows."""
        if self.prefix is None:
            self.prefix = name[: name.find(":") + 1]
        return name[len(self.prefix) :] if self.prefix else name

    def data(self, text: str) -> None:
        if self.keeps:
            self.length += len(text)
            if self.length > LONGEST_CELL:
                raise CellTooLong(self.row)
            self.text.append(text)

    def taken(self) -> str:
        text = "".join(self.text)
        self.text.clear()
        self.length = 0
        return text

    def start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def end(self, name: str) -> None:
        raise NotImplementedError


class SharedStrings(_Parser):
    """Hands out the strings of ``sharedStrings.xml`` in their order; phonetic readings are left out."""

    phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = self.local(name)
        if name == "t":
            self.keeps = not self.phonetic
        elif name == "rPh":
            self.phonetic = True

    def end(self, name: str) -> None:
        name = self.local(name)
        if name == "t":
            self.keeps = False
        elif name == "rPh":
            self.phonetic = False
        elif name == "si":
            self.done.append(self.taken())


class SheetRows(_Parser):
    """Hands out (number, {column index: value}) for each row of a worksheet."""

    def __init__(self, strings: list[str]) -> None:
        super().__init__()
        self.strings = strings
        self.columns: dict[str, int] = {}
        self.cells: dict[int, Value] = {}
        self.column = -1
        self.kind = "n"

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = self.local(name)
        if name == "c":
            self.column = self._column(attributes.get("r"))
            self.kind = attributes.get("t", "n")
        elif name in {"v", "t"}:
            self.keeps = self.column < MAX_COLUMNS
        elif name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.cells, self.column = {}, -1

    def end(self, name: str) -> None:
        name = self.local(name)
        if name in {"v", "t"}:
            self.keeps = False
        elif name == "c" and self.text:
            self.cells[self.column] = self._value(self.taken())
        elif name == "row":
            self.done.append((self.row, self.cells))

    def _column(self, place: str | None) -> int:
        if place is None:
            return self.column + 1
        letters = place.rstrip("0123456789")
        if letters not in self.columns:
            self.columns[letters] = column_index(letters)
        return self.columns[letters]

    def _value(self, text: str) -> Value:
        if self.kind == "s":
            return self.strings[int(text)]
        if self.kind != "n":
            return text
        return int(text) if re.fullmatch(r"-?\d+", text) else float(text)


def column_index(letters: str) -> int:
    """A → 0, AA → 26."""
    index = 0
    for sign in letters:
        index = index * 26 + ord(sign) - 64
    return index - 1
