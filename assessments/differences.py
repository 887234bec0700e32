"""What is different between two versions of a question, line by line and word by word. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Body = dict[str, Any]
WORD = re.compile(r"\s+|\w+|[^\w\s]")
LABELS = {
    "stem": gettext_lazy("Pertanyaan"),
    "feedback": gettext_lazy("Umpan balik"),
    "options": gettext_lazy("Pilihan"),
    "answers": gettext_lazy("Jawaban"),
    "pairs": gettext_lazy("Pasangan"),
    "items": gettext_lazy("Langkah"),
    "gaps": gettext_lazy("Bagian"),
    "choices": gettext_lazy("Kata"),
    "extras": gettext_lazy("Pengecoh"),
    "areas": gettext_lazy("Bidang"),
    "goals": gettext_lazy("Tujuan"),
    "hints": gettext_lazy("Petunjuk"),
    "rubric": gettext_lazy("Kriteria"),
    "model": gettext_lazy("Contoh jawaban"),
    "weight": gettext_lazy("bobot"),
    "tolerance": gettext_lazy("toleransi"),
    "points": gettext_lazy("poin"),
}
SKIPPED = {"id"}


@dataclass(frozen=True)
class Piece:
    """``kept``, ``out`` or ``in``: words that stayed, went, or came."""

    fate: str
    text: str


@dataclass(frozen=True)
class Line:
    """One line of a question; ``fate``: kept, out, in, or ``changed`` with its pieces."""

    label: str
    fate: str
    pieces: tuple[Piece, ...]


def lines_of(body: Body) -> list[tuple[str, str]]:
    """A question as (label, text), one for each part that people write."""
    return [line for key, value in body.items() for line in _lines(str(LABELS.get(key, key)), value)]


def _lines(label: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for n, row in enumerate(value, start=1):
            yield f"{label} {n}", _row(row)
    elif isinstance(value, dict):
        yield label, _row(value)
    elif value not in ("", None):
        yield label, _plain(value)


def _row(row: Any) -> str:
    if not isinstance(row, dict):
        return _plain(row)
    facts = {key: value for key, value in row.items() if key not in SKIPPED and value not in ("", [], None)}
    main = [_plain(facts.pop(key)) for key in ("text", "label", "value", "formula") if key in facts]
    rest = [f"{LABELS.get(key, key)} {_plain(value)}" for key, value in facts.items()]
    return " · ".join([*main, *rest])


def _plain(value: Any) -> str:
    return " ".join(strip_tags(str(value)).split())


def differences(before: Body, after: Body) -> list[Line]:
    """Every line of both, in the order of the newer one."""
    old, new = lines_of(before), lines_of(after)
    found: list[Line] = []
    for tag, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Line(label, "kept", (Piece("kept", text),)) for label, text in new[c:d]]
        else:
            found += _changed(old[a:b], new[c:d])
    return found


def _changed(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> list[Line]:
    """Lines of one label are held against each other, the rest went or came."""
    gone, came = dict(old), dict(new)
    lines = [Line(label, "out", (Piece("out", text),)) for label, text in old if label not in came]
    for label, text in new:
        if label in gone:
            lines.append(Line(label, "changed", words(gone[label], text)))
        else:
            lines.append(Line(label, "in", (Piece("in", text),)))
    return lines


def words(before: str, after: str) -> tuple[Piece, ...]:
    old, new = WORD.findall(before), WORD.findall(after)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("kept", "".join(old[a:b])))
            continue
        pieces += [Piece(fate, "".join(part)) for fate, part in (("out", old[a:b]), ("in", new[c:d])) if part]
    return tuple(pieces)


def summary(lines: list[Line]) -> str:
    """How much is different, in words."""
    count = sum(line.fate != "kept" for line in lines)
    return _("%(n)s bagian berbeda") % {"n": count} if count else _("Tidak ada yang berbeda")
