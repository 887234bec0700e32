"""Whether a media file is what its name says, and harmless."""

import io
import warnings
from pathlib import PurePosixPath

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from courses.importer.faults import Fault, FolderFault
from courses.importer.folder import Folder
from courses.importer.plan import Plan
from courses.importer.svg import svg_fault

RASTER = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP", ".gif": "GIF"}
PIXELS = 50_000_000
BEGINNINGS = {".pdf": b"%PDF-", ".vtt": b"WEBVTT", ".docx": b"PK", ".xlsx": b"PK", ".pptx": b"PK"}
FILM_MARK = slice(4, 8)


def check_media(folder: Folder, plan: Plan) -> None:
    for path in sorted(plan.media):
        try:
            reason = content_fault(path, folder.read_bytes(path))
        except FolderFault as error:
            plan.faults.append(error.fault)
            continue
        if reason:
            plan.faults.append(Fault(path, None, path, reason, _("Ganti dengan berkas yang benar.")))


def content_fault(path: str, data: bytes) -> str | None:
    """Why these bytes are not what ``path`` promises, in words; None when they are."""
    ending = PurePosixPath(path).suffix.lower()
    if not data:
        return _("Berkas ini kosong (0 bita).")
    if ending == ".svg":
        return svg_fault(data)
    if ending in RASTER:
        return _raster_fault(data, RASTER[ending])
    if ending == ".mp4" and data[FILM_MARK] != b"ftyp":
        return _("Isi berkas ini bukan MP4.")
    beginning = BEGINNINGS.get(ending, b"")
    if not data.removeprefix(b"\xef\xbb\xbf").startswith(beginning):
        return _("Isi berkas ini bukan %(kind)s.") % {"kind": ending.removeprefix(".").upper()}
    return None


def _raster_fault(data: bytes, kind: str) -> str | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[kind]) as image:
                if image.width * image.height > PIXELS:
                    return _("Gambar ini terlalu besar: %(width)s × %(height)s piksel.") % {
                        "width": image.width,
                        "height": image.height,
                    }
                image.verify()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning):
        return _("Isi berkas ini bukan gambar %(kind)s yang utuh.") % {"kind": kind}
    return None
