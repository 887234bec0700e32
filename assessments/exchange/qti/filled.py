"""What is typed or chosen inside a text, as it stands in an item."""

from decimal import Decimal

from assessments.exchange.markup import element, joined, words
from assessments.exchange.qti.pieces import (
    RESPONSE,
    Body,
    Part,
    base,
    declaration,
    entry,
    map_response,
    mark,
    setting,
    stem,
    variable,
    xhtml,
)
from assessments.exchange.words import as_plain
from assessments.showing.shown import GAP


def short(body: Body) -> Part:
    part = Part(stem(body) + element("p", _entry(RESPONSE)))
    _typed_words(part, body, RESPONSE, "SCORE")
    return part


def _entry(name: str, unit: str = "") -> str:
    more = {"placeholder_text": unit} if unit else {}
    return element("qti-text-entry-interaction", response_identifier=name, **more)


def _typed_words(part: Part, body: Body, name: str, outcome: str) -> None:
    case = "true" if body.get("case") else "false"
    rows = body["answers"]
    right = [row["text"] for row in rows if row["weight"] == "100"] or [rows[0]["text"]]
    mapped = [entry(row["text"], mark(row["weight"]), case_sensitive=case) for row in rows]
    part.declarations.append(declaration(name, "single", "string", right[:1], mapped))
    part.rules.append(map_response(name, outcome))
    for number, row in enumerate(rows, start=1):
        if row["feedback"]:
            test = element(
                "qti-string-match", variable(name) + base("string", row["text"]), case_sensitive=case
            )
            part.rules.append(_condition([(test, setting("FEEDBACK", base("identifier", f"a{number}")))]))
            part.notes[f"a{number}"], part.shows = row["feedback"], "single"


def numeric(body: Body) -> Part:
    part = Part(stem(body) + element("p", _entry(RESPONSE, body.get("unit", ""))))
    _typed_number(part, body, RESPONSE, "SCORE")
    return part


def _typed_number(part: Part, body: Body, name: str, outcome: str) -> None:
    """The first branch that fits counts, so the best come first; ``a2`` tells where an answer stood."""
    rows = list(enumerate(body["answers"], start=1))
    part.declarations.append(declaration(name, "single", "float", [rows[0][1]["value"]]))
    ranked = sorted(rows, key=lambda row: -Decimal(row[1]["weight"]))
    pairs = [
        (
            _near(row, name, body.get("mode", "absolute")),
            setting(outcome, base("float", mark(row["weight"])))
            + setting("FEEDBACK", base("identifier", f"a{n}")),
        )
        for n, row in ranked
    ]
    part.rules.append(_condition(pairs))
    part.shows = "single"
    part.notes |= {f"a{n}": row["feedback"] for n, row in rows}


def _near(row: Body, name: str, mode: str) -> str:
    inside = variable(name) + base("float", row["value"])
    if mode == "digits":
        return element(
            "qti-equal-rounded", inside, rounding_mode="significantFigures", figures=row["tolerance"]
        )
    share = f"{row['tolerance']} {row['tolerance']}"
    return element("qti-equal", inside, tolerance_mode=mode, tolerance=share)


def _condition(pairs: list[tuple[str, str]]) -> str:
    names = ["qti-response-if", *["qti-response-else-if"] * (len(pairs) - 1)]
    branches = (element(name, test + done) for name, (test, done) in zip(names, pairs, strict=True))
    return element("qti-response-condition", joined(branches))


def cloze(body: Body) -> Part:
    gaps = {gap["id"]: gap for gap in body["gaps"]}
    part = Part("")
    shown = {pk: _gap(part, gap) for pk, gap in gaps.items()}
    inside = GAP.sub(lambda found: shown.get(found[1], found[0]), xhtml(body["stem"]))
    part.body = element("div", inside, data_part="stem")
    _add_up(part, {f"R{pk}": gap.get("weight", "1") for pk, gap in gaps.items()})
    return part


def _add_up(part: Part, shares: dict[str, str]) -> None:
    part.scores = [f"S_{name}" for name in shares]
    products = joined(
        element("qti-product", variable(f"S_{name}") + base("float", share)) for name, share in shares.items()
    )
    part.rules.append(setting("SCORE", element("qti-sum", products)))


def _gap(part: Part, gap: Body) -> str:
    name = f"R{gap['id']}"
    if gap["kind"] == "numeric":
        _typed_number(part, gap, name, f"S_{name}")
    elif gap["kind"] == "short":
        _typed_words(
            part, gap | {"answers": [row | {"feedback": ""} for row in gap["answers"]]}, name, f"S_{name}"
        )
    else:
        return _inline(part, name, [(f"c-{row['id']}", row["text"], row["weight"]) for row in gap["options"]])
    part.notes, part.shows = {}, part.shows
    return _entry(name, gap.get("unit", ""))


def _inline(part: Part, name: str, rows: list[tuple[str, str, str]], **more: str) -> str:
    right = [pk for pk, _text, weight in rows if weight == "100"]
    mapped = [entry(pk, mark(weight)) for pk, _text, weight in rows]
    part.declarations.append(declaration(name, "single", "identifier", right, mapped))
    part.rules.append(map_response(name, f"S_{name}"))
    shown = joined(
        element("qti-inline-choice", words(as_plain(text)), identifier=pk) for pk, text, _weight in rows
    )
    return element("qti-inline-choice-interaction", shown, response_identifier=name, shuffle="true", **more)


def gapped(body: Body) -> Part:
    """Missing words: each gap offers the choices of its group."""
    groups = {row["id"]: row["group"] for row in body["choices"]}
    part = Part("")
    shown = {}
    for gap in body["gaps"]:
        group = groups[gap["right"]]
        rows = [
            (f"c-{row['id']}", row["text"], "100" if row["id"] == gap["right"] else "0")
            for row in body["choices"]
            if row["group"] == group
        ]
        shown[gap["id"]] = _inline(part, f"R{gap['id']}", rows, data_group=group)
    inside = GAP.sub(lambda found: shown.get(found[1], found[0]), xhtml(body["stem"]))
    part.body = element("div", inside, data_part="stem")
    _add_up(part, {f"R{gap['id']}": "1" for gap in body["gaps"]})
    return part
