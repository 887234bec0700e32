"""Bodies of questions in several parts, of essays and of texts to read."""

import re
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from assessments.exchange.found import Unheld
from assessments.exchange.moodle.item import Item
from assessments.exchange.moodle.kinds import rows_of
from assessments.exchange.xml import Node, said
from assessments.gift.drafts import Broken
from assessments.grading.ids import option_id

Body = dict[str, Any]
PLACE = re.compile(r"\[\[(\d{1,3})\]\]")


def matching(item: Item) -> tuple[str, Body]:
    pairs, extras = [], []
    for row in rows_of(item, "subquestion"):
        text, answer = item.text(of=row), item.shown(row, "answer", "text")
        if text:
            pairs.append({"id": option_id(text), "text": text, "answer": answer, "feedback": ""})
        else:
            extras.append(answer)
    return "matching", {"pairs": pairs, "extras": extras}


def ordering(item: Item) -> tuple[str, Body]:
    if said(item.node, "selecttype") not in {"", "0", "ALL"}:
        item.desk.leave_out(
            item.line, "selecttype", _("Semua langkah ditanyakan; memilih sebagian tidak dapat.")
        )
    rows = sorted(rows_of(item, "answer"), key=lambda row: Decimal(item.weight(row)))
    texts = [item.text(of=row) for row in rows]
    return "ordering", {"items": [{"id": option_id(text), "text": text} for text in texts]}


def words(item: Item) -> tuple[str, Body]:
    """``[[n]]`` names a choice there and a gap here."""
    rows = [*rows_of(item, "selectoption"), *rows_of(item, "dragbox")]
    choices = [_word(item, row) for row in rows]
    stem, rights = item.text("questiontext"), []

    def gap(found: re.Match[str]) -> str:
        number = int(found[1])
        if not 1 <= number <= len(choices):
            reason = _("Tanda %(mark)s menunjuk ke pilihan yang tidak ada.") % {"mark": found[0]}
            raise Broken(item.line, item.name, reason, _("Perbaiki nomornya."))
        rights.append(choices[number - 1]["id"])
        return f"[[{len(rights)}]]"

    stem = PLACE.sub(gap, stem)
    known = {row["id"]: row for row in choices}
    gaps = [{"id": str(n), "right": right} for n, right in enumerate(rights, start=1)]
    return "words", {
        "stem": stem,
        "choices": sorted(known.values(), key=lambda row: row["id"]),
        "gaps": gaps,
    }


def _word(item: Item, row: Node) -> Body:
    text = item.text(of=row) if row.tag == "dragbox" else item.shown(row, "text")
    group = said(row, "group") or "1"
    return {"id": option_id(text if group == "1" else f"{group}/{text}"), "text": text, "group": group}


def essay(item: Item) -> tuple[str, Body]:
    model = item.text("graderinfo")
    if said(item.node, "responseformat") == "noinline":
        types = [
            part for part in re.split(r"[,;\s]+", said(item.node, "filetypeslist")) if part.startswith(".")
        ]
        size = int(Decimal(item.number(said(item.node, "maxbytes") or "0", item.node, "maxbytes"))) >> 20
        return "file", {"rubric": [], "model": model, "types": types or [".pdf"], "megabytes": size or 10}
    if item.text("responsetemplate"):
        item.desk.leave_out(item.line, "responsetemplate", _("Esai di sini mulai dengan kolom kosong."))
    words = item.number(said(item.node, "maxwordlimit") or "0", item.node, "maxwordlimit")
    return "essay", {"rubric": [], "model": model, "words": int(Decimal(words))}


def description(_item: Item) -> tuple[str, Body]:
    return "description", {}


def unheld(item: Item) -> tuple[str, Body]:
    why = _("Soal Moodle berjenis %(type)s tidak dapat dibawa ke sini.") % {"type": item.node.get("type")}
    raise Unheld(item.line, item.name, why)
