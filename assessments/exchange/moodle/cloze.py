"""Embedded answers: ``{1:SHORTANSWER:=Jakarta~%50%DKI#hampir}`` inside a text."""

import re
from collections.abc import Callable
from decimal import Decimal
from html import unescape
from typing import Any

from django.utils.translation import gettext as _

from assessments.exchange.found import Unheld
from assessments.exchange.moodle.item import Item
from assessments.exchange.words import html_text
from assessments.gift.drafts import Broken
from assessments.grading.ids import option_id

Body = dict[str, Any]
GAP = re.compile(r"\{(\d*):([A-Z_]+):((?:\\.|[^\\{}])*)\}", re.DOTALL)
ANSWER = re.compile(r"((?:\\.|[^\\~])*)(?:~|$)", re.DOTALL)
FEEDBACK = re.compile(r"((?:\\.|[^\\#])*)(?:#(.*))?", re.DOTALL)
WEIGHT = re.compile(r"%(-?\d+(?:[.,]\d+)?)%|=")
ESCAPE = re.compile(r"\\(.)", re.DOTALL)
SHORT = {"SHORTANSWER", "SA", "MW"}
SHORT_CASE = {"SHORTANSWER_C", "SAC", "MWC"}
NUMBER = {"NUMERICAL", "NM"}
CHOICE = {"MULTICHOICE", "MC", "MULTICHOICE_S", "MCS", "MULTICHOICE_V", "MCV", "MULTICHOICE_VS", "MCVS"}
CHOICE |= {"MULTICHOICE_H", "MCH", "MULTICHOICE_HS", "MCHS"}
Row = tuple[str, str, str]


def cloze(item: Item) -> tuple[str, Body]:
    source = item.text("questiontext")
    gaps: list[Body] = []

    def put(found: re.Match[str]) -> str:
        weight = item.number(found[1] or "1", item.node, _("Bobot"))
        rows = [row for row in _rows(found[3]) if row[1]]
        number = str(len(gaps) + 1)
        gaps.append({"id": number, "weight": weight} | _gap(item, found[2], rows))
        return f"[[{number}]]"

    stem = GAP.sub(put, source)
    return "cloze", {"stem": stem, "gaps": gaps}


def _gap(item: Item, kind: str, rows: list[Row]) -> Body:
    if kind in SHORT | SHORT_CASE:
        case = {"case": True} if kind in SHORT_CASE else {}
        answers = [_earned(item, row, {"text": _plain(row[1])}) for row in rows if _counts(item, row)]
        return {"kind": "short", "answers": answers} | case
    if kind in NUMBER:
        numbers = [_earned(item, row, _number(item, row[1])) for row in rows if _counts(item, row)]
        return {"kind": "numeric", "answers": numbers, "unit": ""}
    if kind not in CHOICE:
        why = _("Bagian berjenis %(type)s tidak dapat dibawa ke sini.") % {"type": kind}
        raise Unheld(item.line, item.name, why)
    return {"kind": "single", "options": [_option(item, row) for row in rows]}


def _rows(text: str) -> list[Row]:
    """Weight, text and feedback of each answer, still escaped."""
    found = []
    for part in (match[1] for match in ANSWER.finditer(text)):
        sign = WEIGHT.match(part.lstrip())
        rest = part.lstrip()[sign.end() :] if sign else part
        weight = (sign[1] or "100") if sign else "0"
        split = FEEDBACK.fullmatch(rest)
        answer, note = (split[1], split[2] or "") if split else (rest, "")
        found.append((weight.replace(",", "."), answer.strip(), note.strip()))
    return found


def _said(text: str) -> str:
    return ESCAPE.sub(r"\1", text)


def _plain(text: str) -> str:
    """``\\*`` stays: there and here it is a star and no pattern."""
    bare = ESCAPE.sub(lambda found: found[0] if found[1] == "*" else found[1], text)
    return " ".join(unescape(bare).split())


def _earned(item: Item, row: Row, facts: Body) -> Body:
    return facts | {"weight": _weight(item, row), "feedback": _html(item, row[2])}


def _weight(item: Item, row: Row) -> str:
    return item.number(row[0], item.node, _("Bobot"))


def _html(item: Item, text: str) -> str:
    return html_text(_said(text), item.line, item.desk)


def _counts(item: Item, row: Row) -> bool:
    if Decimal(row[0]) > 0:
        return True
    why = _("Jawaban yang tidak bernilai tidak disimpan, juga umpan baliknya.")
    item.desk.leave_out(item.line, _plain(row[1]), why)
    return False


def _number(item: Item, text: str) -> Body:
    value, _colon, tolerance = _plain(text).partition(":")
    if value == "*":
        raise Broken(item.line, item.name, _("Jawaban * di bagian angka."), _("Tulis angkanya."))
    return {
        "value": item.number(value, item.node, _("Jawaban")),
        "tolerance": item.number(tolerance or "0", item.node, _("Toleransi")),
    }


def _option(item: Item, row: Row) -> Body:
    text = _html(item, row[1])
    return {"id": option_id(text), "text": text} | _earned(item, row, {})


ESCAPED = re.compile(r"[\\~#{}=]")
Say = Callable[[str], str]


def embedded(gap: Body) -> str:
    """``cloze`` reads it back the same."""
    kind = {"short": "SHORTANSWER", "numeric": "NUMERICAL", "single": "MULTICHOICE"}[gap["kind"]]
    kind += "_C" if gap.get("case") else ""
    if gap["kind"] == "single":
        rows = [(row["weight"], _guarded(row["text"]), row["feedback"]) for row in gap["options"]]
    elif gap["kind"] == "short":
        rows = [(row["weight"], _typed(row["text"]), row["feedback"]) for row in gap["answers"]]
    else:
        rows = [
            (row["weight"], f"{row['value']}:{row['tolerance']}", row["feedback"]) for row in gap["answers"]
        ]
    inside = "~".join(_answer(*row) for row in rows)
    return f"{{{gap.get('weight', '1')}:{kind}:{inside}}}"


def _answer(weight: str, text: str, feedback: str) -> str:
    sign = "=" if weight == "100" else f"%{weight}%"
    return sign + text + (f"#{_guarded(feedback)}" if feedback else "")


def _guarded(text: str) -> str:
    return ESCAPED.sub(lambda found: f"\\{found[0]}", text)


def _typed(text: str) -> str:
    """Plain words inside HTML; the backslash of ``\\*`` is no escape."""
    shown = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "\\*".join(_guarded(part) for part in shown.split("\\*"))
