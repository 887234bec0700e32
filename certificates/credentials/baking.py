"""A badge put into a picture, and taken out again (Open Badges 3.0, "Baked Badge").

The text is either the JSON with its proof or the JWT. What strangers hand in is read with limits and without a DTD.
"""

import struct
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

PNG = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"openbadgecredential"
PLAIN = b"\0\0\0\0\0"  # after the keyword: its end, not compressed, no method, no language, no translation
SPACE = "https://purl.imsglobal.org/ob/v3p0"
LARGEST = 2 * 1024 * 1024  # bytes of a picture; ours have some hundred thousand


def into_png(picture: bytes, text: str) -> bytes:
    """``text`` in a chunk of its own, right behind the head of the picture."""
    end = len(PNG) + 12 + struct.unpack_from(">I", picture, len(PNG))[0]
    return picture[:end] + _chunk(b"iTXt", KEYWORD + PLAIN + text.encode()) + picture[end:]


def into_svg(picture: bytes, text: str) -> bytes:
    """JSON that holds ``]]>`` would end its wrapping, so that is written apart."""
    at = picture.index(b"<svg") + len(b"<svg")
    start = picture.index(b">", at) + 1
    inside = text.replace("]]>", "]]]]><![CDATA[>").encode()
    badge = b"<openbadges:credential><![CDATA[" + inside + b"]]></openbadges:credential>"
    named = f' xmlns:openbadges="{SPACE}"'.encode()
    return picture[:at] + named + picture[at:start] + badge + picture[start:]


def out_of(picture: bytes) -> str | None:
    """The text of the badge in a PNG or SVG; None where there is none."""
    if len(picture) > LARGEST:
        return None
    return _out_of_png(picture) if picture.startswith(PNG) else _out_of_svg(picture)


def _out_of_png(picture: bytes) -> str | None:
    head = KEYWORD + PLAIN
    found = next((data for kind, data in _chunks(picture) if kind == b"iTXt" and data.startswith(head)), None)
    try:
        return None if found is None else found.removeprefix(head).decode()
    except UnicodeDecodeError:
        return None


def _out_of_svg(picture: bytes) -> str | None:
    try:
        root: Element = fromstring(picture, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return None
    found = next(root.iter(f"{{{SPACE}}}credential"), None)
    return None if found is None else (found.get("verify") or found.text or "").strip()


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(PNG)
    while at + 8 <= len(picture):
        length, kind = struct.unpack_from(">I4s", picture, at)
        yield kind, picture[at + 8 : at + 8 + length]
        at += 12 + length


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
