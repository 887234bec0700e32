"""Paths of categories: names from the top, parted by slashes."""

import re

from django.utils.translation import gettext as _

DEEPEST, LONGEST = 5, 60
BRACKETS = str.maketrans("[]", "()")  # square ones part the marks of a question in GIFT
BETWEEN = re.compile(r"(?<!/)/(?!/)")  # a doubled slash is part of a name
TOP = {"top", "$course$", "$system$", "$module$", "$cat$", ""}


class BadPath(ValueError):
    """The text says what is wrong with a category, to who wrote it."""


def clean_path(text: str) -> str:
    """A path as it is kept; empty for none. Raises ``BadPath``."""
    names = [_name(name) for name in text.split("/")]
    names = [name for name in names if name]
    if len(names) > DEEPEST:
        raise BadPath(_("Kategori paling banyak %(most)s tingkat.") % {"most": DEEPEST})
    if any(len(name) > LONGEST for name in names):
        raise BadPath(_("Nama kategori paling panjang %(most)s karakter.") % {"most": LONGEST})
    return "/".join(names)


def _name(text: str) -> str:
    return " ".join(text.replace("\0", "").translate(BRACKETS).split())


def path_of(source: str) -> tuple[str, bool]:
    """A path of another system, ``$course$/top/Jaringan/Alamat``, as near as can be; and whether it had to be cut."""
    parts = (_name(part.replace("//", "-")) for part in BETWEEN.split(source))
    wanted = [part for part in parts if part.lower() not in TOP]
    kept = [name[:LONGEST].strip() for name in wanted][:DEEPEST]
    return "/".join(kept), kept != wanted


def last_name(path: str) -> str:
    return path.rpartition("/")[2]


def ancestors(path: str) -> list[str]:
    """The path and those above it, the top first."""
    names = path.split("/") if path else []
    return ["/".join(names[: n + 1]) for n in range(len(names))]
