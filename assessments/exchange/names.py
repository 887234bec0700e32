"""Lasting names and tags out of whatever a file calls its questions."""

import hashlib
import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from assessments.exchange.found import Desk
from assessments.gift.categories import category_names
from assessments.gift.reader import NAME_LIMIT, TAG_LIMIT

LEVEL = re.compile(r"(?:tingkat|level):([1-5])", re.IGNORECASE)


class Names:
    """Gives each question of a file a name of its own; what had to be changed is said."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.seen = desk, set[str]()

    def of(self, given: str, stem: str, line: int | None) -> str:
        """``given`` on one line, cut to its limit, with a number after it when it stands in the file twice."""
        name = " ".join(given.replace("\0", "").split()) or unnamed(stem)
        whole, number = name[:NAME_LIMIT].strip(), 1
        unique = whole
        while unique in self.seen:
            number += 1
            unique = f"{whole[: NAME_LIMIT - len(str(number)) - 3].strip()} ({number})"
        self.seen.add(unique)
        if unique != name:
            why = _("Nama soal harus unik dan paling banyak %(limit)s karakter; dipakai “%(name)s”.")
            self.desk.leave_out(line, name, why % {"limit": NAME_LIMIT, "name": unique})
        return unique


def unnamed(stem: str) -> str:
    """The same in every import of the same text."""
    return f"soal-{hashlib.sha256(stem.encode()).hexdigest()[:8]}"


def labels(texts: Iterable[str], desk: Desk, line: int | None) -> tuple[str, int]:
    """Tag and level out of the labels of a question: the first is its tag, ``tingkat:3`` its level."""
    tag, level = "", 1
    for text in filter(None, (" ".join(text.replace("\0", "").split()) for text in texts)):
        found = LEVEL.fullmatch(text)
        if found:
            level = int(found[1])
        elif tag:
            desk.leave_out(
                line, text, _("Satu soal memiliki satu tag; yang dipakai “%(tag)s”.") % {"tag": tag}
            )
        else:
            tag = short_tag(text, desk, line)
    return tag, level


def short_tag(text: str, desk: Desk, line: int | None) -> str:
    if len(text) > TAG_LIMIT:
        desk.leave_out(line, text, _("Tag dipotong menjadi %(limit)s karakter.") % {"limit": TAG_LIMIT})
    return text[:TAG_LIMIT].strip()


def labels_of(tag: str, level: int) -> list[str]:
    """What ``labels`` reads back."""
    return ([tag] if tag else []) + ([f"tingkat:{level}"] if level != 1 else [])


def category_tag(path: str, desk: Desk, line: int | None) -> str:
    """``$course$/top/Jaringan/Alamat`` → ``Alamat``; the way there is left out."""
    named = category_names(path)
    if len(named) > 1:
        why = _("Kategori menjadi tag; dari kategori bertingkat hanya yang terakhir.")
        desk.once(line, path, why)
    return short_tag(named[-1], desk, line) if named else ""
