"""Bodies out of interactions (docs/adr/0020-question-kinds.md)."""

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from assessments.exchange.found import Unheld
from assessments.exchange.qti.answers import option, response
from assessments.exchange.qti.gaps import gap, words
from assessments.exchange.qti.item import Item
from assessments.exchange.qti.scores import must_be_whole, weights
from assessments.exchange.qti.spots import hotspot
from assessments.exchange.qti.typed import typed
from assessments.exchange.xml import Node, said
from assessments.gift.drafts import Broken
from assessments.grading.ids import option_id

Body = dict[str, Any]
NUMBER = re.compile(r"\d{1,6}(\.\d{1,4})?")
LAST_GAP = re.compile(r"(?:<p>)?\[\[1\]\](?:</p>)?\s*$")
TRUE, FALSE = {"benar", "true"}, {"salah", "false"}


def choice(item: Item, node: Node) -> tuple[str, Body]:
    of, rows = response(item, node), node.all("simplechoice")
    worth = weights(of, [row.get("identifier", "") for row in rows])
    options = [option(item, row, worth) for row in rows]
    kind = "multiple" if of.cardinality == "multiple" else "single"
    if kind == "single" and item.kind in {"", "true_false"}:
        truth = _truth(options)
        if truth:
            return "true_false", {"options": truth}
    whole = kind == "multiple" and must_be_whole(item.node, node.get("responseidentifier", ""))
    return kind, {"options": options} | ({"rule": "all"} if whole else {})


def _truth(options: list[Body]) -> list[Body]:
    """The two options when they are true and false, in our words."""
    found = {row["text"].lower(): row for row in options}
    if len(options) != 2 or {row["weight"] for row in options} != {"0", "100"}:
        return []
    yes = next((row for text, row in found.items() if text in TRUE), None)
    no = next((row for text, row in found.items() if text in FALSE), None)
    if yes is None or no is None:
        return []
    return [yes | {"id": "benar", "text": "Benar"}, no | {"id": "salah", "text": "Salah"}]


def order(item: Item, node: Node) -> tuple[str, Body]:
    texts = {row.get("identifier", ""): item.content(row)[0] for row in node.all("simplechoice")}
    right = response(item, node).right
    if sorted(right) != sorted(texts):
        raise Broken(
            node.line, item.name, _("Urutan yang benar tidak lengkap."), _("Nyatakan semua langkah.")
        )
    return "ordering", {"items": [{"id": option_id(texts[pk]), "text": texts[pk]} for pk in right]}


def match(item: Item, node: Node) -> tuple[str, Body]:
    sides = [
        {row.get("identifier", ""): item.content(row)[0] for row in side.iter("simpleassociablechoice")}  # type: ignore[arg-type]
        for side in node.iter("simplematchset")
    ]
    of = response(item, node)
    links = [pair.split() for pair in of.right or [key for key, value in of.mapped.items() if value > 0]]
    if len(sides) != 2 or any(len(pair) != 2 for pair in links):
        raise Broken(
            node.line, item.name, _("Pasangan yang benar tidak terbaca."), _("Ekspor ulang soal ini.")
        )
    left, right = sides
    chosen = {a: b for a, b in links if a in left and b in right}
    if len(chosen) < len(links) or set(chosen) != set(left):
        why = _("Di sini tiap butir kiri memiliki tepat satu pasangan.")
        raise Unheld(node.line, item.name, why)
    pairs = [
        {"id": option_id(text), "text": text, "answer": right[chosen[pk]], "feedback": ""}
        for pk, text in left.items()
    ]
    used = {pair["answer"] for pair in pairs}
    return "matching", {"pairs": pairs, "extras": [text for text in right.values() if text not in used]}


def essay(item: Item, node: Node) -> tuple[str, Body]:
    blocks = {block.get("datapart", "model"): block for block in item.node.iter("rubricblock")}
    model = item.content(blocks["model"])[0] if "model" in blocks else ""  # type: ignore[arg-type]
    rows = blocks["rubric"].iter("li") if "rubric" in blocks else ()
    rubric = [
        {"id": str(n), "text": " ".join(said(row).split()), "points": _points(row.get("datapoints", "1"))}
        for n, row in enumerate(rows, start=1)
    ]
    words = node.get("datawords", "0")
    return "essay", {"rubric": rubric, "model": model, "words": int(words) if words.isdecimal() else 0}


def _points(points: str) -> str:
    return points if NUMBER.fullmatch(points) else "1"


BLOCKS: dict[str, Callable[[Item, Node], tuple[str, Body]]] = {
    "choiceinteraction": choice,
    "orderinteraction": order,
    "matchinteraction": match,
    "hotspotinteraction": hotspot,
    "extendedtextinteraction": essay,
}


def read_body(item: Item) -> tuple[str, Body]:
    """Kind and body of an item. Raises ``Broken`` or ``Unheld``."""
    if item.blocks:
        node = item.blocks[0]
        if len(item.blocks) > 1 or item.inline:
            raise Unheld(
                item.line, item.name, _("Soal dengan beberapa interaksi tidak dapat dibawa ke sini.")
            )
        if node.tag not in BLOCKS:
            why = _("Interaksi %(name)s tidak dapat dibawa ke sini.") % {"name": node.tag}
            raise Unheld(node.line, item.name, why)
        kind, body = BLOCKS[node.tag](item, node)
        return kind, {"stem": item.stem} | body
    if not item.inline:
        return "description", {"stem": item.stem}
    if item.kind == "words":
        return "words", {"stem": item.stem} | words(item)
    if _is_alone(item):
        found = typed(item, item.inline[0])
        return found.pop("kind"), {"stem": LAST_GAP.sub("", item.stem).strip()} | found
    gaps = [gap(item, node, str(n)) for n, node in enumerate(item.inline, start=1)]
    return "cloze", {"stem": item.stem, "gaps": gaps}


def _is_alone(item: Item) -> bool:
    """One field at the end of the text is the answer to it, one inside is a gap."""
    typing = len(item.inline) == 1 and item.inline[0].tag == "textentryinteraction"
    return typing and item.kind != "cloze" and bool(LAST_GAP.search(item.stem))
