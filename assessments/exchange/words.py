"""Texts of foreign questions as inert HTML, with their pictures."""

import re
from collections.abc import Callable
from html import unescape

from django.utils.translation import gettext as _

from assessments.exchange.found import Desk
from assessments.exchange.images import BadPicture, from_address, picture
from assessments.gift.drafts import Broken
from assessments.gift.texts import MARKDOWN, PICTURE, cleaned, from_plain, seen_in, to_plain, with_drawn

Bytes = Callable[[str], bytes | None]
TEXT_LIMIT = 50_000  # characters, pictures inside the text not counted
WITHIN = re.compile(r"data:image/[^\"'\s>]*")
SPECIAL = frozenset("<>&\xa0\r\0")
LOOKS = frozenset({"style", "class", "dir", "id", "lang", "width", "height", "align", "border", "valign"})
BOXES = frozenset({"<span>", "<div>", "<font>", "<section>", "<article>", "<tt>", "<small>", "<big>"})
HEADINGS = frozenset(f"<h{n}>" for n in range(1, 7))


def html_text(source: str, line: int | None, desk: Desk, files: Bytes | None = None) -> str:
    """Clean HTML; ``files`` finds the bytes behind an address in the text, never outside its file."""
    source = source.replace("\0", "")
    if len(source) > TEXT_LIMIT and len(WITHIN.sub("", source)) > TEXT_LIMIT:
        reason = _("Teks lebih dari %(limit)s karakter.") % {"limit": TEXT_LIMIT}
        raise Broken(line or 0, source, reason, _("Persingkat teksnya."))
    if not SPECIAL & set(source):
        return source.strip()
    if "<" not in source:
        return cleaned(source)
    seen = seen_in(source, any_picture=True)
    _note(seen.lost, line, desk)
    if not seen.addresses:
        return cleaned(source)
    met: list[str] = []

    def find(address: str) -> str | None:
        met.append(address)
        return _drawn(address, line, desk, files)

    text = with_drawn(source, find)
    for address in seen.addresses:
        if address not in met:  # of a kind that is not even looked at
            desk.leave_out(line, address or "<img>", _not_there())
    return text


def _not_there() -> str:
    return _("Gambar ini tidak ada di dalam berkas; dari jaringan tidak ada yang diambil.")


def _drawn(address: str, line: int | None, desk: Desk, files: Bytes | None) -> str | None:
    if PICTURE.fullmatch(address):
        return address
    try:
        data = from_address(address)
        if data is None and files is not None:
            data = files(address)
        found = picture(data) if data is not None else None
    except BadPicture as fault:
        desk.leave_out(line, address, str(fault))
        return None
    if found is None:
        desk.leave_out(line, address, _not_there())
        return None
    desk.keep(found)
    return f"gambar:{found.name}"


def _note(lost: list[str], line: int | None, desk: Desk) -> None:
    """What only changes how a text looks is said once a file, all else at its place."""
    why = _("Teks soal tidak memuat tautan, gaya, skrip, bunyi, atau film.")
    for name in lost:
        if name in BOXES | HEADINGS or name.partition(" ")[2] in LOOKS:
            desk.once(line, name, why)
    heavy = [name for name in lost if name not in BOXES | HEADINGS and name.partition(" ")[2] not in LOOKS]
    if heavy:
        desk.leave_out(line, ", ".join(heavy), why)


def plain_html(text: str) -> str:
    return from_plain(text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n"))


def markdown_html(text: str, line: int | None, desk: Desk, files: Bytes | None = None) -> str:
    return html_text(MARKDOWN.render(text), line, desk, files)


def auto_html(text: str, line: int | None, desk: Desk, files: Bytes | None = None) -> str:
    """HTML in which a line break means one, as forums write it."""
    return html_text(text.strip().replace("\n", "<br>"), line, desk, files)


def one_line(html: str) -> str:
    """An HTML text without marks as plain words; for fields that hold no HTML."""
    return " ".join(unescape(html).replace("\0", "").split())


def as_plain(html: str) -> str:
    """As plain text; what only HTML can say goes, and ``losses.only_plain`` has said so."""
    text = to_plain(html)
    return unescape(re.sub(r"<[^>]*>", " ", html)).strip() if text is None else text
