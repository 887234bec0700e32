"""Which uploaded files may serve as proof: told by their content, never by their name."""

from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

LIMIT_MB = 5
EDGE = 1024  # PDF readers look for the marks this close to both ends
MOST_PIXELS = 40_000_000
TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}
ACTIVE = (b"/JavaScript", b"/JS ", b"/JS(", b"/Launch")


class BadProof(Exception):
    """The text says to the person who uploads what is wrong and how to mend it."""


def proof_kind(file: BinaryIO) -> str:
    """``pdf``, ``png`` or ``jpg``; the file is left at its beginning. Raises ``BadProof``."""
    content = file.read(LIMIT_MB * 1_000_000 + 1)
    file.seek(0)
    if len(content) > LIMIT_MB * 1_000_000:
        raise BadProof(
            _("Berkas lebih besar dari %(limit)s MB. Pindai ulang dengan mutu lebih rendah.")
            % {"limit": LIMIT_MB}
        )
    if b"%PDF-" in content[:EDGE]:
        _check_pdf(content)
        return "pdf"
    return _picture_kind(file)


def _check_pdf(content: bytes) -> None:
    if b"%%EOF" not in content[-EDGE:]:
        raise BadProof(_("PDF ini terpotong. Unduh atau pindai ulang, lalu unggah lagi."))
    if b"/Encrypt" in content:
        raise BadProof(_("PDF ini berkata sandi. Simpan salinan tanpa kata sandi, lalu unggah salinan itu."))
    if any(mark in content for mark in ACTIVE):
        raise BadProof(_("PDF ini memuat program. Cetak ke PDF baru, lalu unggah hasilnya."))


def _picture_kind(file: BinaryIO) -> str:
    try:
        with Image.open(file, formats=["PNG", "JPEG"]) as picture:
            kind, (width, height) = str(picture.format), picture.size
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise BadProof(_("Berkas ini bukan PDF, PNG, atau JPEG yang utuh.")) from None
    finally:
        file.seek(0)
    if width * height > MOST_PIXELS:
        raise BadProof(_("Gambar ini terlalu besar ukurannya. Perkecil, lalu unggah lagi."))
    return {"PNG": "png", "JPEG": "jpg"}[kind]
