"""Bodies out of Moodle's types of questions (docs/adr/0020-question-kinds.md)."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from assessments.exchange.moodle.item import Item
from assessments.exchange.xml import Node, said
from assessments.gift.answers import plain_number
from assessments.gift.drafts import Broken
from assessments.grading.ids import option_id

Body = dict[str, Any]
TRUTHS = {"true": True, "false": False}


def choice(item: Item) -> tuple[str, Body]:
    kind = "single" if item.flag("single", default=True) else "multiple"
    return kind, {"options": [_option(item, row, item.weight(row)) for row in rows_of(item, "answer")]}


def choice_set(item: Item) -> tuple[str, Body]:
    """All right ones and no other: every right one has the fraction 100 there."""
    rows = list(rows_of(item, "answer"))
    right = [Decimal(item.weight(row)) > 0 for row in rows]
    share = plain_number(f"{Decimal(100) / max(1, sum(right)):.5f}")
    weights = [share if one else "0" for one in right]
    options = [_option(item, row, weight) for row, weight in zip(rows, weights, strict=True)]
    return "multiple", {"options": options, "rule": "all"}


def rows_of(item: Item, name: str) -> list[Node]:
    return item.node.all(name)


def _option(item: Item, row: Node, weight: str) -> Body:
    text = item.text(of=row)
    return {"id": option_id(text), "text": text, "weight": weight, "feedback": item.text("feedback", of=row)}


def truth(item: Item) -> tuple[str, Body]:
    rows = {TRUTHS.get(said(row, "text").lower()): row for row in rows_of(item, "answer")}
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
    rows = [(row, item.plain(row)) for row in rows_of(item, "answer")]
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
    for row in rows_of(item, "answer"):
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
