"""Pictures that come with questions: looked at, named by their content, never fetched from anywhere."""

import base64
import binascii
import hashlib
import io
import re
from urllib.parse import unquote_to_bytes

from django.utils.translation import gettext as _
from PIL import Image

from assessments.exchange.found import Picture
from courses.importer.mediafiles import content_fault

LIMIT = 2 * 1024 * 1024
BEGINNINGS = ((b"\x89PNG\r\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF8", "gif"))
MEDIA_TYPES = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "svg": "image/svg+xml",
}
DATA = re.compile(r"data:image/[\w.+-]+((?:;[\w=.+-]+)*),", re.IGNORECASE)


class BadPicture(ValueError):
    """Says in words why a picture is not taken."""


def picture(data: bytes) -> Picture:
    """The picture in these bytes, whatever its file was called. Raises ``BadPicture``."""
    if len(data) > LIMIT:
        raise BadPicture(_("Gambar lebih besar dari %(limit)s MB.") % {"limit": LIMIT // 1024 // 1024})
    ending = _ending(data)
    reason = content_fault(f"gambar.{ending}", data) if ending else _("Jenis gambar ini tidak didukung.")
    if reason:
        raise BadPicture(reason)
    name = f"{hashlib.sha256(data).hexdigest()[:32]}.{ending}"
    return Picture(name, MEDIA_TYPES[ending], data)


def _ending(data: bytes) -> str:
    for beginning, ending in BEGINNINGS:
        if data.startswith(beginning):
            return ending
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    start = data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    return "svg" if start.startswith((b"<svg", b"<?xml", b"<!--")) and b"<svg" in data else ""


def from_base64(text: str) -> bytes:
    """Raises ``BadPicture`` for what is no base64, or far too much of it."""
    if len(text) > 2 * LIMIT:
        raise BadPicture(_("Gambar lebih besar dari %(limit)s MB.") % {"limit": LIMIT // 1024 // 1024})
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadPicture(_("Isi gambar ini bukan base64 yang utuh.")) from error


def from_address(address: str) -> bytes | None:
    """The bytes inside a ``data:`` address; None for any other."""
    found = DATA.match(address)
    if found is None:
        return None
    rest = address[found.end() :]
    return from_base64(rest) if ";base64" in found[1].lower() else unquote_to_bytes(rest)


def size_of(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None for a drawing, which has none."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            return image.width, image.height
    except (OSError, ValueError):
        return None
