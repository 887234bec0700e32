"""Lasting names and tags out of whatever a file calls its questions."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from assessments.categories import DEEPEST, LONGEST, path_of
from assessments.exchange.found import Desk
from assessments.gift.drafts import Draft
from assessments.gift.reader import NAME_LIMIT, TAG_LIMIT

LEVEL = re.compile(r"(?:tingkat|level):([1-5])", re.IGNORECASE)
BLOOM = re.compile(r"bloom:(C[1-6])", re.IGNORECASE)
CATEGORY = re.compile(r"(?:kategori|category):(.+)", re.IGNORECASE)


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


@dataclass
class Place:
    """Where a question stands in its bank, as ``Draft`` says it."""

    tag: str = ""
    level: int = 1
    category: str = ""
    bloom: str = ""

    @property
    def facts(self) -> dict[str, Any]:
        return asdict(self)


def labels(texts: Iterable[str], desk: Desk, line: int | None) -> Place:
    """What the labels of a question say: ``tingkat:3``, ``bloom:C2``, ``kategori:A/B``; the first other is its tag."""
    place = Place()
    for text in filter(None, (" ".join(text.replace("\0", "").split()) for text in texts)):
        level, bloom, category = LEVEL.fullmatch(text), BLOOM.fullmatch(text), CATEGORY.fullmatch(text)
        if level:
            place.level = int(level[1])
        elif bloom:
            place.bloom = bloom[1].upper()
        elif category:
            place.category = category_path(category[1], desk, line)
        elif place.tag:
            why = _("Satu soal memiliki satu tag; yang dipakai “%(tag)s”.") % {"tag": place.tag}
            desk.leave_out(line, text, why)
        else:
            place.tag = short_tag(text, desk, line)
    return place


def short_tag(text: str, desk: Desk, line: int | None) -> str:
    if len(text) > TAG_LIMIT:
        desk.leave_out(line, text, _("Tag dipotong menjadi %(limit)s karakter.") % {"limit": TAG_LIMIT})
    return text[:TAG_LIMIT].strip()


def labels_of(draft: Draft, *, category: bool) -> list[str]:
    """What ``labels`` reads back; ``category``: where the format has no other place for it."""
    words = [
        draft.tag,
        f"tingkat:{draft.level}" if draft.level != 1 else "",
        f"bloom:{draft.bloom}" if draft.bloom else "",
        f"kategori:{draft.category}" if draft.category and category else "",
    ]
    return [word for word in words if word]


def category_path(source: str, desk: Desk, line: int | None) -> str:
    """``$course$/top/Jaringan/Alamat`` → ``Jaringan/Alamat``."""
    path, cut = path_of(source)
    if cut:
        why = _("Kategori dipendekkan: paling banyak %(deep)s tingkat, tiap nama %(long)s karakter.")
        desk.once(line, source, why % {"deep": DEEPEST, "long": LONGEST})
    return path
