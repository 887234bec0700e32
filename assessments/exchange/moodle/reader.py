"""Read a Moodle XML file question by question."""

from collections.abc import Callable, Iterator
from typing import IO, Any

from django.utils.translation import gettext as _

from assessments.exchange.checked import checked
from assessments.exchange.found import Desk, Found
from assessments.exchange.moodle import kinds, parted
from assessments.exchange.moodle.calculated import calculated
from assessments.exchange.moodle.cloze import cloze
from assessments.exchange.moodle.formulas import text_to_us
from assessments.exchange.moodle.item import Item
from assessments.exchange.names import Names, category_path, labels
from assessments.exchange.xml import Node, Refused, nodes, said
from assessments.gift.drafts import Draft
from assessments.grading.behaviours import MOST_HINTS, UNCHECKED

Body = dict[str, Any]
TYPES: dict[str, Callable[[Item], tuple[str, Body]]] = {
    "multichoice": kinds.choice,
    "multichoiceset": kinds.choice_set,
    "truefalse": kinds.truth,
    "shortanswer": kinds.short,
    "numerical": kinds.numeric,
    "matching": parted.matching,
    "ddmatch": parted.matching,
    "ordering": parted.ordering,
    "gapselect": parted.words,
    "ddwtos": parted.words,
    "cloze": cloze,
    "multianswer": cloze,
    "calculated": calculated,
    "calculatedsimple": calculated,
    "essay": parted.essay,
    "description": parted.description,
}
# What Moodle writes by itself; anything else in these places was set by somebody.
USUAL = {
    "defaultgrade": {"", "1", "1.0000000", "0", "0.0000000"},
    "penalty": {"", "0", "0.0000000", "0.3333333", "0.1000000", "0.1", "1", "1.0000000", "0.5000000"},
    "hidden": {"", "0"},
    "shuffleanswers": {"", "true", "1"},
    "unitpenalty": {"", "0", "0.0000000", "0.1000000"},
}
COMMON_FEEDBACK = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
STANDARD = {"Your answer is correct.", "Your answer is partially correct.", "Your answer is incorrect.", ""}


def read(file: IO[bytes], name: str) -> Iterator[Found]:
    """Drafts, pictures before the drafts that show them, faults and what is left out, in the order of the file."""
    desk = Desk(name)
    reader = _Reader(desk)
    try:
        for node in nodes(file, frozenset({"question"})):
            draft = reader.draft(node)
            yield from desk.taken()
            if draft:
                yield draft
    except Refused as refused:
        yield refused.fault(name)
        return
    if not reader.count:
        desk.fault(None, "", _("Berkas ini tidak berisi soal."), _("Ekspor soal dari Moodle sebagai XML."))
        yield from desk.taken()


class _Reader:
    def __init__(self, desk: Desk) -> None:
        self.desk, self.names, self.count = desk, Names(desk), 0
        self.category = ""

    def draft(self, node: Node) -> Draft | None:
        if node.get("type") == "category":
            path = said(node, "category", "text")
            self.category = category_path(path, self.desk, node.line)
            return None
        self.count += 1
        item = Item(node, self.desk)
        return checked(lambda: self._read(item), self.desk, item.line, item.name)

    def _read(self, item: Item) -> Draft:
        stem, feedback = item.text("questiontext"), item.text("generalfeedback")
        kind, body = TYPES.get(item.node.get("type", ""), parted.unheld)(item)
        body = {"stem": stem, "feedback": feedback} | body | _hints(item, kind)
        texts = [said(tag, "text") for tag in item.node.all("tags/tag")]
        place = labels(texts, self.desk, item.line)
        place.category = place.category or self.category
        _note_settings(item)
        name = self.names.of(item.name, stem, item.line)
        return Draft(name, kind, body, line=item.line, **place.facts)


def _hints(item: Item, kind: str) -> Body:
    """What is told after a wrong try, as far as there is room for it here."""
    nodes_ = item.node.all("hint")
    say = text_to_us if kind == "calculated" else str
    texts = [say(text) for text in (item.text(of=node) for node in nodes_) if text]
    room = 0 if kind in UNCHECKED else MOST_HINTS
    for node in nodes_[room:]:
        item.desk.leave_out(
            node.line, said(node, "text") or "hint", _("Soal di sini paling banyak memiliki tiga petunjuk.")
        )
    return {"hints": texts[:room]} if texts[:room] else {}


def _note_settings(item: Item) -> None:
    for key, usual in USUAL.items():
        value = said(item.node, key)
        if value not in usual:
            item.desk.once(item.line, f"{key} {value}", _("Pengaturan ini ditentukan oleh kuis, bukan soal."))
    for key in COMMON_FEEDBACK:
        text = said(item.node, key, "text")
        if text and item.text(key).removeprefix("<p>").removesuffix("</p>") not in STANDARD:
            item.desk.leave_out(
                item.line, text, _("Umpan balik gabungan tidak disimpan; pakai umpan balik umum.")
            )
