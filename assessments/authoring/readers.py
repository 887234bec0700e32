"""From a sheet to the body of a question, one small function for each kind."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from assessments.authoring.sheets import (
    Sheet,
    SheetFault,
    flag_in,
    html_of,
    number_in,
    one_of,
    rows_in,
    tables_in,
    text_in,
    texts_in,
    words_in,
)
from assessments.grading.addresses import FORMS
from assessments.grading.generators import GENERATORS
from assessments.grading.ids import option_id
from assessments.grading.typed import NEAR
from assessments.labs import LABS

Body = dict[str, Any]


def read_sheet(kind: str, sheet: Sheet) -> Body:
    """The body that a sheet says. Raises ``SheetFault``; what is said may still be wrong (``faults_in``)."""
    if kind not in READERS:
        raise SheetFault("kind", _("Jenis soal “%(kind)s” tidak dikenal.") % {"kind": kind})
    shared = {"stem": words_in(sheet, "stem"), "feedback": words_in(sheet, "feedback")}
    hints = texts_in(sheet, "hints", needed=False)
    return shared | READERS[kind](sheet) | ({"hints": hints} if hints else {})


def _options(sheet: Sheet) -> Body:
    options = [_option(row) for row in tables_in(sheet, "options")]
    rule = one_of(sheet, "rule", ["parts", "all"], "parts")
    return {"options": options} | ({"rule": rule} if rule == "all" else {})


def _option(row: Sheet) -> Body:
    text = words_in(row, "text")
    return {"id": option_id(text), "text": text} | _earned(row, "0")


def _earned(row: Sheet, weight: str = "100") -> Body:
    return {"weight": number_in(row, "weight", weight), "feedback": words_in(row, "feedback")}


def _truth(sheet: Sheet) -> Body:
    """``answer = true``, with ``right`` and ``wrong``: what is told for either."""
    truth = flag_in(sheet, "answer")
    notes = {truth: words_in(sheet, "right"), not truth: words_in(sheet, "wrong")}
    rows = [("benar", "Benar", True), ("salah", "Salah", False)]
    return {
        "options": [
            {"id": pk, "text": text, "weight": "100" if value == truth else "0", "feedback": notes[value]}
            for pk, text, value in rows
        ]
    }


def _numeric(sheet: Sheet) -> Body:
    answers = [
        {"value": number_in(row, "value"), "tolerance": number_in(row, "tolerance", "0")} | _earned(row)
        for row in _answers(sheet, "value")
    ]
    return {"answers": answers} | _measure(sheet)


def _answers(sheet: Sheet, main: str) -> list[Sheet]:
    """``answers``, or the one answer that stands in the sheet itself."""
    return tables_in(sheet, "answers", main=main) if "answers" in sheet or main not in sheet else [sheet]


def _measure(sheet: Sheet) -> Body:
    mode = one_of(sheet, "mode", list(NEAR), "absolute")
    units = [
        {"name": text_in(row, "name"), "factor": number_in(row, "factor")}
        for row in tables_in(sheet, "units", needed=False)
    ]
    more = ({"mode": mode} if mode != "absolute" else {}) | ({"units": units} if units else {})
    return {"unit": text_in(sheet, "unit", "")} | more


def _calculated(sheet: Sheet) -> Body:
    answers = [
        {"formula": text_in(row, "formula"), "tolerance": number_in(row, "tolerance", "0")} | _earned(row)
        for row in _answers(sheet, "formula")
    ]
    variables = [
        {"name": text_in(row, "name")} | {key: number_in(row, key, start) for key, start in VARIABLE}
        for row in tables_in(sheet, "variables")
    ]
    return {"variables": variables, "answers": answers} | _measure(sheet)


VARIABLE = (("low", None), ("high", None), ("step", "1"))


def _short(sheet: Sheet) -> Body:
    answers = [
        {"text": " ".join(text_in(row, "text").split())} | _earned(row)
        for row in tables_in(sheet, "answers", main="text")
    ]
    return {"answers": answers} | {key: True for key in ("case", "accents") if flag_in(sheet, key)}


def _matching(sheet: Sheet) -> Body:
    return {
        "pairs": [_pair(row) for row in rows_in(sheet, "pairs")],
        "extras": texts_in(sheet, "extras", needed=False),
    }


def _pair(row: Any) -> Body:
    """``["left", "right"]``, with what is told of it as a third."""
    if not isinstance(row, list) or len(row) not in {2, 3} or not all(isinstance(text, str) for text in row):
        raise SheetFault("pairs", _('Tiap pasangan ditulis ["kiri", "kanan"].'))
    text, answer, note = [html_of(text) for text in [*row, ""][:3]]
    return {"id": option_id(text), "text": text, "answer": answer, "feedback": note}


def _ordering(sheet: Sheet) -> Body:
    return {"items": [{"id": option_id(text), "text": text} for text in texts_in(sheet, "items")]}


def _words(sheet: Sheet) -> Body:
    """Gaps of one ``group`` share their choices; without groups all do."""
    rows = tables_in(sheet, "gaps", main="right")
    more = [
        {"text": words_in(row, "text"), "group": text_in(row, "group", "1")}
        for row in tables_in(sheet, "extras", needed=False, main="text")
    ]
    rights = [{"text": words_in(row, "right"), "group": text_in(row, "group", "1")} for row in rows]
    choices = {_choice_id(row): {"id": _choice_id(row)} | row for row in [*rights, *more]}
    gaps = [{"id": str(n), "right": _choice_id(row)} for n, row in enumerate(rights, start=1)]
    ordered = sorted(choices.values(), key=lambda choice: choice["id"])
    return {"choices": ordered, "gaps": gaps}


def _choice_id(row: Sheet) -> str:
    return option_id(row["text"] if row["group"] == "1" else f"{row['group']}/{row['text']}")


def _cloze(sheet: Sheet) -> Body:
    rows = tables_in(sheet, "gaps")
    return {"gaps": [_gap(str(n), row) for n, row in enumerate(rows, start=1)]}


def _gap(name: str, row: Sheet) -> Body:
    kind = one_of(row, "kind", list(GAP_READERS), "short")
    weight = number_in(row, "weight", "1")
    return {"id": name, "kind": kind, "weight": weight} | GAP_READERS[kind](
        {key: value for key, value in row.items() if key != "weight"}
    )


def _gap_single(row: Sheet) -> Body:
    """``right`` with ``wrong`` = [text], or ``options`` with weights."""
    if "right" not in row:
        return {"options": [_option(option) for option in tables_in(row, "options")]}
    right = {"text": row["right"], "weight": "100"}
    wrong = [{"text": text} for text in rows_in(row, "wrong")]
    return {"options": [_option(option) for option in [right, *wrong]]}


GAP_READERS: dict[str, Callable[[Sheet], Body]] = {
    "short": _short,
    "numeric": _numeric,
    "single": _gap_single,
}


def _ip(sheet: Sheet) -> Body:
    answers = [
        {"form": one_of(row, "form", list(FORMS)), "text": text_in(row, "text")} | _earned(row)
        for row in tables_in(sheet, "answers")
    ]
    return {"answers": answers} | ({"generator": _generator(sheet)} if "generator" in sheet else {})


def _generator(sheet: Sheet) -> Body:
    given = sheet["generator"]
    if not isinstance(given, dict):
        raise SheetFault("generator", _("Isian “generator” harus tabel { name = … }."))
    bounds = {key: int(number_in(given, key)) for key in sorted(given) if key != "name"}
    return {"name": one_of(given, "name", list(GENERATORS))} | bounds


def _lab(sheet: Sheet) -> Body:
    """``setup`` and what a goal asks for are the lab's own affair (docs/editors/labs.md)."""
    setup = sheet.get("setup")
    if not isinstance(setup, dict):
        raise SheetFault("setup", _("Isian “setup” harus tabel."))
    goals = [_goal(str(n), row) for n, row in enumerate(tables_in(sheet, "goals"), start=1)]
    return {"lab": one_of(sheet, "lab", list(LABS)), "setup": setup, "goals": goals}


def _goal(name: str, row: Sheet) -> Body:
    rest = {key: value for key, value in row.items() if key not in {"id", "text", "weight"}}
    return {"id": name, "text": words_in(row, "text"), "weight": number_in(row, "weight")} | rest


def _essay(sheet: Sheet) -> Body:
    """``rubric`` = [{ text, points }]; ``model`` is for those who mark, ``words`` the most that may be written."""
    return _marking(sheet) | {"words": int(number_in(sheet, "words", "0"))}


def _marking(sheet: Sheet) -> Body:
    rubric = [
        {"id": str(n), "text": text_in(row, "text"), "points": number_in(row, "points")}
        for n, row in enumerate(tables_in(sheet, "rubric", needed=False), start=1)
    ]
    return {"rubric": rubric, "model": words_in(sheet, "model")}


def _file(sheet: Sheet) -> Body:
    types = [text.lower() for text in texts_in(sheet, "types", needed=False)] or [".pdf"]
    return _marking(sheet) | {"types": types, "megabytes": int(number_in(sheet, "megabytes", "10"))}


def _description(sheet: Sheet) -> Body:
    return {}


READERS: dict[str, Callable[[Sheet], Body]] = {
    "single": _options,
    "multiple": _options,
    "true_false": _truth,
    "numeric": _numeric,
    "calculated": _calculated,
    "short": _short,
    "matching": _matching,
    "ordering": _ordering,
    "words": _words,
    "cloze": _cloze,
    "ip": _ip,
    "lab": _lab,
    "essay": _essay,
    "file": _file,
    "description": _description,
}
