"""From the body of a question back to a sheet that reads the same."""

from collections.abc import Callable
from typing import Any

from assessments.authoring.sheets import Sheet, source_of

Body = dict[str, Any]


def write_sheet(kind: str, body: Body) -> Sheet:
    feedback = {"feedback": source_of(body["feedback"])} if body["feedback"] else {}
    hints = {"hints": [source_of(text) for text in body["hints"]]} if body.get("hints") else {}
    return {"stem": source_of(body["stem"])} | feedback | WRITERS[kind](body) | hints


def _earned(row: Body, weight: str = "100") -> Sheet:
    told = {"feedback": source_of(row["feedback"])} if row["feedback"] else {}
    return ({"weight": row["weight"]} if row["weight"] != weight else {}) | told


def _options(body: Body) -> Sheet:
    rows = [{"text": source_of(row["text"])} | _earned(row, "0") for row in body["options"]]
    return {"options": rows} | ({"rule": body["rule"]} if "rule" in body else {})


def _truth(body: Body) -> Sheet:
    right, wrong = sorted(body["options"], key=lambda option: option["weight"] == "0")
    notes = {"right": right["feedback"], "wrong": wrong["feedback"]}
    told = {name: source_of(text) for name, text in notes.items() if text}
    return {"answer": right["id"] == "benar"} | told


def _measure(body: Body) -> Sheet:
    return {key: body[key] for key in ("unit", "mode", "units") if body.get(key)}


def _numeric(body: Body) -> Sheet:
    return {"answers": [_typed(row, "value") for row in body["answers"]]} | _measure(body)


def _typed(row: Body, main: str) -> Sheet:
    return (
        {main: row[main]}
        | ({"tolerance": row["tolerance"]} if row["tolerance"] != "0" else {})
        | _earned(row)
    )


def _calculated(body: Body) -> Sheet:
    answers = [_typed(row, "formula") for row in body["answers"]]
    return {"variables": body["variables"], "answers": answers} | _measure(body)


def _short(body: Body) -> Sheet:
    rows = [{"text": row["text"]} | _earned(row) for row in body["answers"]]
    return {"answers": rows} | {key: True for key in ("case", "accents") if body.get(key)}


def _matching(body: Body) -> Sheet:
    pairs = [
        [source_of(row[key]) for key in ("text", "answer", "feedback") if row[key] or key != "feedback"]
        for row in body["pairs"]
    ]
    return {"pairs": pairs} | (
        {"extras": [source_of(text) for text in body["extras"]]} if body["extras"] else {}
    )


def _ordering(body: Body) -> Sheet:
    return {"items": [source_of(item["text"]) for item in body["items"]]}


def _words(body: Body) -> Sheet:
    rights = {gap["right"] for gap in body["gaps"]}
    choices = {choice["id"]: choice for choice in body["choices"]}
    gaps = [_grouped(choices[gap["right"]], "right") for gap in body["gaps"]]
    more = [_grouped(choice, "text") for choice in body["choices"] if choice["id"] not in rights]
    return {"gaps": gaps} | ({"extras": more} if more else {})


def _grouped(choice: Body, key: str) -> Sheet:
    return {key: source_of(choice["text"])} | ({"group": choice["group"]} if choice["group"] != "1" else {})


def _cloze(body: Body) -> Sheet:
    return {"gaps": [_gap(gap) for gap in body["gaps"]]}


def _gap(gap: Body) -> Sheet:
    weight = {"weight": gap["weight"]} if gap.get("weight", "1") != "1" else {}
    return {"kind": gap["kind"]} | WRITERS[gap["kind"]](gap) | weight


def _ip(body: Body) -> Sheet:
    rows = [{"form": row["form"], "text": row["text"]} | _earned(row) for row in body["answers"]]
    return ({"generator": body["generator"]} if "generator" in body else {}) | {"answers": rows}


def _lab(body: Body) -> Sheet:
    goals = [
        {key: source_of(value) if key == "text" else value for key, value in goal.items() if key != "id"}
        for goal in body["goals"]
    ]
    return {"lab": body["lab"], "setup": body["setup"], "goals": goals}


def _essay(body: Body) -> Sheet:
    return _marking(body) | ({"words": body["words"]} if body["words"] else {})


def _marking(body: Body) -> Sheet:
    rubric = [{"text": row["text"], "points": row["points"]} for row in body["rubric"]]
    model = source_of(body["model"]) if body["model"] else ""
    return ({"rubric": rubric} if rubric else {}) | ({"model": model} if model else {})


def _file(body: Body) -> Sheet:
    return _marking(body) | {"types": body["types"], "megabytes": body["megabytes"]}


def _description(body: Body) -> Sheet:
    return {}


WRITERS: dict[str, Callable[[Body], Sheet]] = {
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
