"""Numbers and words that are typed, as a whole question or as a gap in one."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from assessments.exchange.qti.item import Item
from assessments.exchange.qti.scores import Branch, Declared, branches, number, percent
from assessments.exchange.xml import Node, said
from assessments.gift.answers import plain_number
from assessments.gift.drafts import Broken

Body = dict[str, Any]
NUMBERS = {"float", "integer"}


def typed(item: Item, node: Node) -> Body:
    """``kind`` and its body without stem and feedback."""
    name = node.get("responseidentifier", "")
    of = item.responses.get(name)
    if of is None:
        raise Broken(node.line, name, _("Jawaban soal ini tidak dinyatakan."), _("Ekspor ulang soal ini."))
    if of.base in NUMBERS:
        return {"kind": "numeric"} | _numeric(item, node, name, of)
    return {"kind": "short"} | _short(item, name, of)


def _short(item: Item, name: str, of: Declared) -> Body:
    told = {said(one.test, "basevalue"): item.note(one.feedback) for one in branches(item.node, name)}
    worth = {" ".join(key.split()): value for key, value in of.mapped.items()}
    worth = worth or {" ".join(text.split()): Decimal(1) for text in of.right}
    full = max(worth.values(), default=Decimal(1))
    answers = [
        {
            "text": text,
            "weight": percent(value, full if full > 1 else Decimal(1)),
            "feedback": told.get(text, ""),
        }
        for text, value in worth.items()
        if value > 0
    ]
    return {"answers": answers} | ({"case": True} if of.case else {})


def _numeric(item: Item, node: Node, name: str, of: Declared) -> Body:
    rows = [_branch(item, one, of) for one in branches(item.node, name)]
    if not rows:
        worth = of.mapped or {text: Decimal(1) for text in of.right}
        rows = [(_exact(text), "absolute", value, "") for text, value in worth.items()]
    modes = {mode for _facts, mode, _score, _note in rows}
    if len(modes) > 1:
        raise Broken(
            node.line, item.name, _("Jawaban soal ini memakai cara toleransi yang berbeda-beda."), ""
        )
    mode = modes.pop() if modes else "absolute"
    rows.sort(key=lambda row: int(row[3][1:]) if row[3][1:].isdecimal() else 0)
    answers = [
        facts | {"weight": percent(score), "feedback": item.note(note)} for facts, _mode, score, note in rows
    ]
    unit = {"unit": node.get("placeholdertext", "")}
    return {"answers": answers} | unit | ({"mode": mode} if mode != "absolute" else {})


Row = tuple[Body, str, Decimal, str]


def _exact(text: str) -> Body:
    return {"value": plain_number(text), "tolerance": "0"}


def _branch(item: Item, one: Branch, of: Declared) -> Row:
    facts, mode = _near(one.test, of)
    score = number(one.score, one.test) if one.score else Decimal(1)
    return facts, mode, score, one.feedback


def _near(test: Node, of: Declared) -> tuple[Body, str]:
    """Value and tolerance of a comparison, and how the tolerance is meant."""
    value = said(test, "basevalue") or next(iter(of.right), "")
    if test.tag == "and":
        low, high = (number(said(test, tag, "basevalue"), test) for tag in ("gte", "lte"))
        half = plain_number(str((high - low) / 2))
        return {"value": plain_number(str((low + high) / 2)), "tolerance": half}, "absolute"
    facts = {"value": plain_number(str(number(value, test)))}
    if test.tag == "equalrounded":
        return facts | {"tolerance": plain_number(test.get("figures", "3"))}, "digits"
    share = (test.get("tolerance") or "0").split()[0]
    mode = "relative" if test.get("tolerancemode") == "relative" else "absolute"
    return facts | {"tolerance": plain_number(str(number(share, test)))}, mode
