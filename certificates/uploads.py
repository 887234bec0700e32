"""What can be said of a PDF that somebody hands in: only the exact bytes that were issued are genuine."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

LARGEST = 10 * 1024 * 1024  # bytes; a certificate has some fifty thousand
MOST_ENDS = 64
END = re.compile(rb"%%EOF(?:\r\n|\n|\r)?")
TITLE = re.compile(rb"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", re.DOTALL)
CREATOR = re.compile(rb"<dc:creator>.*?<rdf:li[^>]*>(.*?)</rdf:li>", re.DOTALL)
HEAD = "Sertifikat "


@dataclass(frozen=True)
class Label:
    """What a file calls itself; anybody can write that, so it proves nothing."""

    title: str = ""
    issuer: str = ""

    @property
    def is_certificate(self) -> bool:
        return self.title.startswith(HEAD)


def is_pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-")


def beginnings(content: bytes) -> Iterator[str]:
    """The SHA-256 of every shorter beginning that is a whole PDF: what it was before something was appended.

    An update is appended after the mark that ends a file, with or without a line end of its own.
    """
    running, at = hashlib.sha256(), 0
    for end in sorted(_ends(content)):
        running.update(content[at:end])
        at = end
        if end < len(content):
            yield running.copy().hexdigest()


def _ends(content: bytes) -> set[int]:
    found: set[int] = set()
    for number, mark in enumerate(END.finditer(content)):
        if number == MOST_ENDS:
            break
        found |= {mark.start() + len(b"%%EOF"), mark.end()}
    return found


def label_of(content: bytes) -> Label:
    """Title and issuer out of the file's own description, which stands in it as plain text."""
    return Label(_text(TITLE, content), _text(CREATOR, content))


def _text(pattern: re.Pattern[bytes], content: bytes) -> str:
    found = pattern.search(content)
    return unescape(found[1].decode("utf-8", "replace")).strip()[:300] if found else ""
