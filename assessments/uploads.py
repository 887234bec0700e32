"""Files that learners hand in as answers: told by their content, never shown, only handed out as downloads."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from assessments.grading.responses import NAME_LIMIT
from courses.importer.mediafiles import content_fault
from lms.core.storable import storable

TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".txt": "text/plain",
}
MOST_MEGABYTES = 20


class BadFile(ValueError):
    """The text says to the learner what is wrong with the file and how to mend it."""


def checked(name: str, size: int, content: bytes, *, types: Sequence[str], megabytes: int) -> str:
    """The name under which a file may be kept. Raises ``BadFile``.

    ``size``: what the browser sent, looked at before ``content``, which may be cut off after its limit.
    """
    kept = _short(name)
    ending = PurePosixPath(kept).suffix.lower()
    if ending not in types:
        raise BadFile(_("Berkas harus berjenis %(types)s.") % {"types": ", ".join(types)})
    if size > megabytes * 1_000_000:
        raise BadFile(_("Berkas ini lebih besar dari %(most)s MB. Perkecil dulu.") % {"most": megabytes})
    fault = _text_fault(content) if ending == ".txt" else content_fault(kept, content)
    if fault:
        raise BadFile(fault)
    return kept


def _short(name: str) -> str:
    """The last part of a path, short enough to keep, with its ending."""
    path = PurePosixPath(storable(name).replace("\\", "/"))
    return path.stem[: NAME_LIMIT - len(path.suffix)] + path.suffix


def _text_fault(content: bytes) -> str | None:
    try:
        text: Any = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = None
    if text is None or "\0" in text:
        return _("Isi berkas ini bukan teks. Simpan sebagai teks UTF-8.")
    return None if text.strip() else _("Berkas ini kosong (0 bita).")
