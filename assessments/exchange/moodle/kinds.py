"""Bodies out of Moodle's types of questions (docs/adr/0020-question-kinds.md)."""

import re
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from assessments.exchange.found import Unheld
from assessments.exchange.moodle.item import Item
from assessments.exchange.xml import Node, said
from assessments.gift.answers import plain_number
from assessments.gift.drafts import Broken
from assessments.grading.ids import option_id

Body = dict[str, Any]
PLACE = re.compile(r"\[\[(\d{1,3})\]\]")
TRUTHS = {"true": True, "false": False}


def choice(item: Item) -> tuple[str, Body]:
    kind = "single" if item.flag("single", default=True) else "multiple"
    return kind, {"options": [_option(item, row, item.weight(row)) for row in _rows(item, "answer")]}


def choice_set(item: Item) -> tuple[str, Body]:
    """All right ones and no other: every right one has the fraction 100 there."""
    rows = list(_rows(item, "answer"))
    right = [Decimal(item.weight(row)) > 0 for row in rows]
    share = plain_number(f"{Decimal(100) / max(1, sum(right)):.5f}")
    weights = [share if one else "0" for one in right]
    options = [_option(item, row, weight) for row, weight in zip(rows, weights, strict=True)]
    return "multiple", {"options": options, "rule": "all"}


def _rows(item: Item, name: str) -> list[Node]:
    return item.node.all(name)


def _option(item: Item, row: Node, weight: str) -> Body:
    text = item.text(of=row)
    return {"id": option_id(text), "text": text, "weight": weight, "feedback": item.text("feedback", of=row)}


def truth(item: Item) -> tuple[str, Body]:
    rows = {TRUTHS.get(said(row, "text").lower()): row for row in _rows(item, "answer")}
    if set(rows) != {True, False}:
        raise Broken(
            item.line, item.name, _("Jawaban true dan false tidak lengkap."), _("Tulis kedua jawaban itu.")
        )
    texts = [("benar", "Benar", rows[True]), ("salah", "Salah", rows[False])]
    options = [
        {
            "id": pk,
            "text": text,
            "weight": "100" if Decimal(item.weight(row)) > 0 else "0",
            "feedback": item.text("feedback", of=row),
        }
        for pk, text, row in texts
    ]
    return "true_false", {"options": options}


def short(item: Item) -> tuple[str, Body]:
    rows = [(row, item.plain(row)) for row in _rows(item, "answer")]
    answers = [_earned(item, row, {"text": text}) for row, text in rows if _counts(item, row, text)]
    return "short", {"answers": answers} | ({"case": True} if item.flag("usecase") else {})


def _earned(item: Item, row: Node, facts: Body) -> Body:
    return facts | {"weight": item.weight(row), "feedback": item.text("feedback", of=row)}


def _counts(item: Item, row: Node, text: str) -> bool:
    """Answers that earn nothing are only there for their feedback, which has no place here."""
    if Decimal(item.weight(row)) > 0:
        return True
    why = _("Jawaban yang tidak bernilai tidak disimpan, juga umpan baliknya.")
    item.desk.leave_out(row.line, text, why)
    return False


def numeric(item: Item) -> tuple[str, Body]:
    answers = []
    for row in _rows(item, "answer"):
        text = said(row, "text")
        if text != "*" and _counts(item, row, text):
            facts = {"value": item.number(text, row, _("Jawaban")), "tolerance": tolerance(item, row)}
            answers.append(_earned(item, row, facts))
        elif text == "*":
            item.desk.leave_out(row.line, "*", _("Jawaban * untuk semua angka lain tidak disimpan."))
    return "numeric", {"answers": answers} | units(item)


def tolerance(item: Item, row: Node) -> str:
    return item.number(said(row, "tolerance") or "0", row, _("Toleransi"))


def units(item: Item) -> Body:
    """``multiplier``: how many of a unit make one of the first; here it is the other way round."""
    found = [
        (said(row, "unit_name"), Decimal(item.number(said(row, "multiplier") or "1", row, _("Pengali"))), row)
        for row in item.node.all("units/unit")
    ]
    if any(not share for _name, share, _row in found):
        raise Broken(found[0][2].line, item.name, _("Pengali satuan 0."), _("Isi pengali satuan itu."))
    own = next((name for name, share, _row in found if share == 1), "")
    others = [
        {"name": name, "factor": plain_number(f"{1 / share:.12g}")}
        for name, share, _row in found
        if name != own
    ]
    if others and not own:
        raise Broken(
            item.line, item.name, _("Tidak ada satuan dengan pengali 1."), _("Beri satuan utama pengali 1.")
        )
    return {"unit": own} | ({"units": others} if others else {})


def matching(item: Item) -> tuple[str, Body]:
    pairs, extras = [], []
    for row in _rows(item, "subquestion"):
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
    rows = sorted(_rows(item, "answer"), key=lambda row: Decimal(item.weight(row)))
    texts = [item.text(of=row) for row in rows]
    return "ordering", {"items": [{"id": option_id(text), "text": text} for text in texts]}


def words(item: Item) -> tuple[str, Body]:
    """``[[n]]`` names a choice there and a gap here."""
    rows = [*_rows(item, "selectoption"), *_rows(item, "dragbox")]
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
