"""A row of the table as the sheet from which ``assessments.authoring`` makes a body."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from assessments.authoring import SheetFault, read_sheet
from assessments.authoring.sheets import html_of
from assessments.exchange.sheets.columns import OPTIONS, RULES
from assessments.gift.answers import plain_number
from assessments.gift.texts import FORMAT

Body = dict[str, Any]
TRUE = {"benar", "true", "ya", "1", "b", "t"}
FALSE = {"salah", "false", "tidak", "0", "s", "f"}


@dataclass(frozen=True)
class Cells:
    """One row by the names of its columns."""

    texts: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.texts.get(name, "")

    def options(self) -> list[tuple[int, str, str]]:
        """Number, text and note of each option that is filled in."""
        rows = [(n, self[f"pilihan_{n}"], self[f"catatan_{n}"]) for n in range(1, OPTIONS + 1)]
        return [row for row in rows if row[1]]

    def rule(self, *known: str) -> str:
        word = re.sub(r"\s+", "_", self["aturan"].lower())
        if word and (word not in RULES or RULES[word] not in known):
            names = ", ".join(name for name, rule in RULES.items() if rule in known) or _("kosong")
            raise SheetFault("aturan", _("Aturan harus salah satu dari: %(names)s.") % {"names": names})
        return RULES.get(word, "")


def text(cell: str) -> str:
    """Plain unless it names its format (``[html]``, ``[markdown]``): what people type into cells is no Markdown."""
    return cell if FORMAT.match(cell) else f"[plain]{cell}"


def body_of(kind: str, cells: Cells) -> Body:
    """Raises ``SheetFault`` with the column that is wrong."""
    facts = {"stem": text(cells["pertanyaan"]), "feedback": text(cells["umpan_balik"])}
    if kind == "essay":
        model = html_of(text(cells["benar"]))
        own = {"rubric": [], "model": model, "words": 0}
        return {key: html_of(value) for key, value in facts.items()} | own
    return read_sheet(kind, facts | SHEETS[kind](cells))


def _right(cells: Cells) -> set[int]:
    """``B``, ``2``, ``A, C`` or ``1;3``."""
    numbers = set()
    for word in filter(None, re.split(r"[\s,;]+", cells["benar"])):
        number = (
            ord(word.upper()) - 64
            if len(word) == 1 and word.isalpha()
            else int(word)
            if word.isdecimal()
            else 0
        )
        if number not in {n for n, _text, _note in cells.options()}:
            raise SheetFault("benar", _("“%(word)s” tidak menunjuk ke pilihan yang terisi.") % {"word": word})
        numbers.add(number)
    if not numbers:
        raise SheetFault("benar", _("Tulis huruf atau nomor pilihan yang benar."))
    return numbers


def _weighed(cells: Cells, share: str) -> list[Body]:
    right = _right(cells)
    return [
        {"text": text(option), "weight": share if n in right else "0", "feedback": text(note)}
        for n, option, note in cells.options()
    ]


def _single(cells: Cells) -> Body:
    return {"options": _weighed(cells, "100")}


def _multiple(cells: Cells) -> Body:
    """Right ones share the mark; with the rule ``semua`` only all of them earn it."""
    rule = cells.rule("all")
    share = plain_number(f"{Decimal(100) / len(_right(cells)):.5f}")
    return {"options": _weighed(cells, share)} | ({"rule": rule} if rule else {})


def _truth(cells: Cells) -> Body:
    word = cells["benar"].lower()
    if word not in TRUE | FALSE:
        raise SheetFault("benar", _("Tulis BENAR atau SALAH."))
    return {"answer": word in TRUE, "right": text(cells["catatan_1"]), "wrong": text(cells["catatan_2"])}


def _short(cells: Cells) -> Body:
    answers = [{"text": option, "feedback": text(note)} for _n, option, note in cells.options()]
    return {"answers": answers} | ({"case": True} if cells.rule("case") else {})


def _numeric(cells: Cells) -> Body:
    share = cells["toleransi"] or "0"
    answers = [
        {"value": option, "tolerance": share, "feedback": text(note)} for _n, option, note in cells.options()
    ]
    mode = cells.rule("absolute", "relative", "digits")
    return {"answers": answers, "unit": cells["satuan"]} | ({"mode": mode} if mode else {})


def _matching(cells: Cells) -> Body:
    rows = [(*map(str.strip, option.partition("->")[::2]), note) for _n, option, note in cells.options()]
    if not all(right for _left, right, _note in rows):
        raise SheetFault("pilihan_1", _("Tulis tiap pasangan sebagai “kiri -> kanan”."))
    pairs = [[text(left), text(right), text(note)] for left, right, note in rows if left]
    return {"pairs": pairs, "extras": [text(right) for left, right, _note in rows if not left]}


def _ordering(cells: Cells) -> Body:
    return {"items": [text(option) for _n, option, _note in cells.options()]}


def _words(cells: Cells) -> Body:
    """``[[1]]`` is filled by pilihan_1 and so on; options beyond the last mark are there to mislead."""
    marks = len(set(re.findall(r"\[\[(\d{1,3})\]\]", cells["pertanyaan"])))
    rows = [text(option) for _n, option, _note in cells.options()]
    return {"gaps": rows[:marks], "extras": rows[marks:]}


def _ip(cells: Cells) -> Body:
    """``cidr: 10.0.0.0/8``; without a word in front it is an address."""
    answers = []
    for _n, option, note in cells.options():
        form, colon, value = option.partition(":")
        named = bool(colon) and form.strip().isalpha() and len(form.strip()) > 3
        answers.append(
            {"form": form.strip().lower() if named else "address", "text": value.strip() if named else option}
            | {"feedback": text(note)}
        )
    return {"answers": answers}


def _nothing(_cells: Cells) -> Body:
    return {}


SHEETS: dict[str, Callable[[Cells], Body]] = {
    "single": _single,
    "multiple": _multiple,
    "true_false": _truth,
    "short": _short,
    "numeric": _numeric,
    "matching": _matching,
    "ordering": _ordering,
    "words": _words,
    "ip": _ip,
    "description": _nothing,
}
