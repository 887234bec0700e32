"""Moodle's calculated questions, as far as our formulas and ways of rounding go."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from assessments.exchange.found import Unheld
from assessments.exchange.moodle.formulas import ours, text_to_us
from assessments.exchange.moodle.item import Item
from assessments.exchange.moodle.kinds import tolerance, units
from assessments.exchange.xml import Node, said
from assessments.gift.answers import plain_number
from assessments.gift.drafts import Broken
from assessments.grading.formula import FormulaError

Body = dict[str, Any]
MODES = {"1": "relative", "2": "absolute", "": "relative"}


def calculated(item: Item) -> tuple[str, Body]:
    """The values that Moodle drew are left behind: new ones are drawn for each attempt."""
    rows = item.node.all("answer")
    try:
        answers = [_answer(item, row) for row in rows]
        texts = {key: text_to_us(item.text(name)) for key, name in TEXTS.items()}
    except FormulaError as error:
        raise Unheld(item.line, item.name, str(error)) from error
    modes = {_mode(item, row) for row in rows}
    if len(modes) > 1:
        raise Unheld(item.line, item.name, _("Jawaban soal ini memakai cara toleransi yang berbeda-beda."))
    mode = modes.pop() if modes else "absolute"
    variables = [_variable(item, row) for row in item.node.all("dataset_definitions/dataset_definition")]
    more = {"mode": mode} if mode != "absolute" else {}
    return "calculated", texts | {"variables": variables, "answers": answers} | units(item) | more


TEXTS = {"stem": "questiontext", "feedback": "generalfeedback"}


def _answer(item: Item, row: Node) -> Body:
    share = tolerance(item, row)
    if _mode(item, row) == "relative":
        share = plain_number(str(Decimal(share) * 100))
    return {
        "formula": ours(said(row, "text")),
        "tolerance": share,
        "weight": item.weight(row),
        "feedback": text_to_us(item.text("feedback", of=row)),
    }


def _mode(item: Item, row: Node) -> str:
    kind = said(row, "tolerancetype")
    if kind not in MODES:
        raise Unheld(item.line, item.name, _("Toleransi geometris tidak dapat dibawa ke sini."))
    return MODES[kind]


def _variable(item: Item, row: Node) -> Body:
    if said(row, "distribution", "text") == "loguniform":
        item.desk.leave_out(row.line, item.name, _("Nilai diambil merata, bukan menurut logaritma."))
    places = int(Decimal(item.number(said(row, "decimals", "text") or "1", row, "decimals")))
    if not 0 <= places <= 9:
        raise Broken(row.line, str(places), _("Angka desimal harus 0 sampai 9."), _("Perbaiki “decimals”."))
    return {
        "name": said(row, "name", "text"),
        "low": item.number(said(row, "minimum", "text"), row, "minimum"),
        "high": item.number(said(row, "maximum", "text"), row, "maximum"),
        "step": plain_number(str(Decimal(1).scaleb(-places))),
    }
