"""What a course folder may be at most, and which names its files may have."""

import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

from django.conf import settings
from django.utils.translation import gettext as _

from courses.importer.faults import Fault

FILES = 500
MEGABYTE = 1024 * 1024
FILE_BYTES = 200 * MEGABYTE
UNPACKED_BYTES = 400 * MEGABYTE
RATIO = 100  # unpacked : packed; text and SVG pack about 1 : 10
SMALL_ENOUGH = MEGABYTE  # below this a high ratio is no bomb
IGNORED = {"__MACOSX", "Thumbs.db", "desktop.ini", "node_modules"}


def hidden(name: str) -> bool:
    """Files that systems and tools leave behind; they are skipped without a word."""
    return any(
        (part.startswith(".") and part not in {".", ".."}) or part in IGNORED for part in name.split("/")
    )


def name_fault(name: str) -> Fault | None:
    """A name that would lead out of the folder, or that not every system can hold."""
    parts = name.replace("\\", "/").split("/")
    outside = name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]
    if outside or "\\" in name or any(unicodedata.category(sign) == "Cc" for sign in name):
        return Fault(
            name,
            None,
            name,
            _("Nama berkas ini menunjuk ke luar folder pelatihan."),
            _("Buat ulang ZIP dari folder pelatihan itu sendiri, tanpa “..”, tanpa garis miring di depan."),
        )
    return None


def case_clash(names: Iterable[str]) -> Fault | None:
    """Two names that are one on Windows and macOS."""
    seen: dict[str, str] = {}
    for name in names:
        folded = unicodedata.normalize("NFC", name).casefold()
        if folded in seen:
            reason = _("Dua berkas hanya berbeda huruf besar dan kecil: %(other)s.") % {"other": seen[folded]}
            return Fault(name, None, name, reason, _("Ganti nama salah satunya."))
        seen[folded] = name
    return None


def link_fault(name: str) -> Fault:
    return Fault(name, None, name, _("Ini tautan, bukan berkas."), _("Ganti tautan itu dengan berkasnya."))


def size_fault(name: str) -> Fault:
    reason = _("Berkas ini lebih besar dari %(limit)s MB.") % {"limit": FILE_BYTES // MEGABYTE}
    return Fault(name, None, name, reason, _("Perkecil berkasnya."))


def upload_bytes() -> int:
    return settings.PIAWAI_UPLOAD_LIMIT_MB * MEGABYTE


def upload_fault(name: str) -> Fault:
    reason = _("ZIP lebih besar dari %(limit)s MB.") % {"limit": settings.PIAWAI_UPLOAD_LIMIT_MB}
    return Fault(name, None, "", reason, _("Perkecil gambar dan video, lalu buat ulang ZIP."))


def is_archive(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in {".zip", ".7z", ".rar", ".gz", ".tar", ".tgz", ".bz2", ".xz"}
