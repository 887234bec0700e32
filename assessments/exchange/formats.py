"""The formats in which banks come and go."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.exchange import aiken, gift_file, moodle, qti, sheets
from assessments.exchange.bodies import pictures_of
from assessments.exchange.found import Draft, Found
from assessments.exchange.losses import loss
from courses.importer.faults import Fault, LeftOut

Pictures = Callable[[str], bytes | None]
Reader = Callable[[IO[bytes], str], Iterator[Found]]
Writer = Callable[[Iterable[Draft], Pictures], Iterator[bytes]]
FIRST = 64 * 1024


@dataclass(frozen=True)
class Format:
    """``write`` and ``lost`` are given for those that banks are exported in.

    ``mark`` stands in a file about once for each question; empty where it can't be counted.
    """

    label: str | Promise
    ending: str
    media_type: str
    read: Reader
    write: Writer | None = None
    lost: Callable[[Draft], Iterator[LeftOut]] | None = None
    mark: bytes = b""


FORMATS: dict[str, Format] = {
    "gift": Format("GIFT", "gift", "text/plain", gift_file.read, gift_file.write, gift_file.lost, b"{"),
    "moodle": Format(
        "Moodle XML", "xml", "application/xml", moodle.read, moodle.write, moodle.lost, b"<question "
    ),
    "qti": Format("QTI 3.0", "zip", "application/zip", qti.read, qti.write, qti.lost),
    "aiken": Format("Aiken", "txt", "text/plain", aiken.read, mark=b"ANSWER:"),
    "xlsx": Format(
        gettext_lazy("Templat XLSX"),
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        sheets.read,
    ),
    "csv": Format(gettext_lazy("Templat CSV"), "csv", "text/csv", sheets.read, mark=b"\n"),
}
WRITTEN = tuple(name for name, form in FORMATS.items() if form.write)


def detect(name: str, first: bytes) -> str:
    """Which format a file is in, by its first bytes and, where these leave a choice, its name; "" for none."""
    if first.startswith(b"PK"):
        is_book = b"[Content_Types].xml" in first[:4096] or name.lower().endswith(".xlsx")
        return "xlsx" if is_book else "qti"
    text = _text(first)
    if text.lstrip().startswith("<"):
        return "moodle" if "<quiz" in text else "qti" if qti.looks_like_item(text) else ""
    if "\0" in text or not text.strip():
        return ""
    if sheets.has_heads(text):
        return "csv"
    return "aiken" if aiken.looks_like(text) else "gift"


def _text(first: bytes) -> str:
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        return first[: len(first) // 2 * 2].decode("utf-16", "replace")
    return first.decode("utf-8-sig", "replace")


def read(file: IO[bytes], name: str) -> Iterator[Found]:
    """What a file says, piece by piece; pictures come before the drafts that show them."""
    file.seek(0)
    found = detect(name, file.read(FIRST))
    file.seek(0)
    if found:
        yield from FORMATS[found].read(file, name)
        return
    known = ", ".join(str(form.label) for form in FORMATS.values())
    mend = _("Pakai salah satu dari: %(names)s.") % {"names": known}
    yield Fault(name, None, "", _("Format berkas ini tidak dikenal."), mend)


def write(format_name: str, drafts: Iterable[Draft], pictures: Pictures) -> Iterator[bytes]:
    """The bytes of the file; questions that the format can't hold at all are not in it (``lost`` names them)."""
    writer = FORMATS[format_name].write
    if writer is None:
        raise ValueError(format_name)
    return writer(drafts, pictures)


def lost(format_name: str, draft: Draft, known: Callable[[str], bool]) -> Iterator[LeftOut]:
    """What of a question would be missing; ``known`` says of a picture's name whether it is in the store."""
    of = FORMATS[format_name].lost
    if of is None:
        raise ValueError(format_name)
    yield from of(draft)
    for name in pictures_of(draft.kind, draft.body):
        if not known(name):
            yield loss(draft, _("Gambar %(name)s tidak ada di tempat penyimpanan.") % {"name": name})
