"""What stands in an item, kind by kind: declarations, body, rules and feedback."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from html import unescape
from typing import Any

from assessments.exchange.markup import element, joined, words
from assessments.exchange.qti.places import area_coords, declared_size
from assessments.gift.answers import plain_number
from assessments.gift.texts import SHOWN_PICTURE, to_plain
from assessments.grading.ids import option_id
from assessments.showing.shown import GAP

Body = dict[str, Any]
IMAGE = re.compile(r"<img([^>]*)>")
RESPONSE = "RESPONSE"


@dataclass
class Part:
    """``shows``: cardinality of the outcome FEEDBACK, empty where nothing sets it; ``notes``: feedback by its value."""

    body: str
    declarations: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    scores: list[str] = field(default_factory=list)
    shows: str = ""


def xhtml(html: str) -> str:
    """Clean HTML as XML, with pictures where the package has them."""
    text = SHOWN_PICTURE.sub(r'<img src="../gambar/\1"', html)
    text = IMAGE.sub(r"<img\1/>", text).replace("<br>", "<br/>").replace("&nbsp;", "&#160;")
    return text.replace("\r", "&#13;")


def stem(body: Body) -> str:
    return element("div", xhtml(body["stem"]) or " ", data_part="stem")


def mark(weight: str) -> str:
    return plain_number(str(Decimal(weight) / 100))


def declaration(
    name: str, cardinality: str, base: str, right: Iterable[str], mapped: Iterable[str] = ()
) -> str:
    values = joined(element("qti-value", words(value)) for value in right)
    entries = joined(mapped)
    inside = element("qti-correct-response", values) if values else ""
    inside += element("qti-mapping", entries, default_value="0") if entries else ""
    return element(
        "qti-response-declaration", inside, identifier=name, cardinality=cardinality, base_type=base
    )


def entry(key: str, value: str, **more: str) -> str:
    return element("qti-map-entry", map_key=key, mapped_value=value, **more)


def setting(name: str, inside: str) -> str:
    return element("qti-set-outcome-value", inside, identifier=name)


def base(kind: str, value: str) -> str:
    return element("qti-base-value", words(value), base_type=kind)


def variable(name: str) -> str:
    return element("qti-variable", identifier=name)


def map_response(name: str, outcome: str = "SCORE") -> str:
    return setting(outcome, element("qti-map-response", identifier=name))


MATCH_ALL = element(
    "qti-response-condition",
    element(
        "qti-response-if",
        element("qti-match", variable(RESPONSE) + element("qti-correct", identifier=RESPONSE))
        + setting("SCORE", base("float", "1")),
    ),
)


def choices(cardinality: str) -> Callable[[Body], Part]:
    def part(body: Body) -> Part:
        rows = body["options"]
        ids = [f"c-{row['id']}" for row in rows]
        right = [pk for pk, row in zip(ids, rows, strict=True) if Decimal(row["weight"]) > 0]
        if cardinality == "single":
            right = [pk for pk, row in zip(ids, rows, strict=True) if row["weight"] == "100"]
        mapped = [entry(pk, mark(row["weight"])) for pk, row in zip(ids, rows, strict=True)]
        shown = joined(_choice(row, pk) for pk, row in zip(ids, rows, strict=True))
        most = "1" if cardinality == "single" else "0"
        asked = element(
            "qti-choice-interaction", shown, response_identifier=RESPONSE, max_choices=most, shuffle="true"
        )
        rules = [MATCH_ALL if body.get("rule") == "all" else map_response(RESPONSE)]
        rules.append(setting("FEEDBACK", variable(RESPONSE)))
        declared = [declaration(RESPONSE, cardinality, "identifier", right, mapped)]
        return Part(stem(body) + asked, declared, rules, shows=cardinality)

    return part


def _choice(row: Body, pk: str) -> str:
    shown = {"outcome_identifier": "FEEDBACK", "show_hide": "show"}
    feedback = xhtml(row["feedback"])
    note = element("qti-feedback-inline", feedback, identifier=pk, **shown) if feedback else ""
    return element("qti-simple-choice", xhtml(row["text"]) + note, identifier=pk)


def ordering(body: Body) -> Part:
    right = [f"c-{row['id']}" for row in body["items"]]
    rows = sorted(body["items"], key=lambda row: row["id"])
    shown = joined(
        element("qti-simple-choice", xhtml(row["text"]), identifier=f"c-{row['id']}") for row in rows
    )
    asked = element("qti-order-interaction", shown, response_identifier=RESPONSE, shuffle="true")
    return Part(stem(body) + asked, [declaration(RESPONSE, "ordered", "identifier", right)], [MATCH_ALL])


def matching(body: Body) -> Part:
    """The answers of all pairs and the extras stand on the right, each once."""
    answers = list(dict.fromkeys([pair["answer"] for pair in body["pairs"]] + body["extras"]))
    links = [f"c-{pair['id']} d-{option_id(pair['answer'])}" for pair in body["pairs"]]
    share = plain_number(f"{Decimal(1) / len(links):.5f}")
    left = joined(_associable(f"c-{pair['id']}", pair["text"], "1") for pair in body["pairs"])
    right = joined(_associable(f"d-{option_id(text)}", text, "0") for text in answers)
    sets = element("qti-simple-match-set", left) + element("qti-simple-match-set", right)
    asked = element(
        "qti-match-interaction", sets, response_identifier=RESPONSE, shuffle="true", max_associations="0"
    )
    declared = declaration(
        RESPONSE, "multiple", "directedPair", links, [entry(link, share) for link in links]
    )
    return Part(stem(body) + asked, [declared], [map_response(RESPONSE)])


def _associable(pk: str, text: str, most: str) -> str:
    return element("qti-simple-associable-choice", xhtml(text), identifier=pk, match_max=most)


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


def plain(html: str) -> str:
    text = to_plain(html)
    return unescape(re.sub(r"<[^>]*>", " ", html)).strip() if text is None else text


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
        element("qti-inline-choice", words(plain(text)), identifier=pk) for pk, text, _weight in rows
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


def hotspot(body: Body) -> Part:
    image, size = body["image"], declared_size(body["image"])
    shown = element(
        "img", src=f"../gambar/{image['name']}", alt=image["alt"], width=str(size[0]), height=str(size[1])
    )
    rows = body["areas"]
    shown += joined(
        element(
            "qti-hotspot-choice",
            identifier=f"a{row['id']}",
            hotspot_label=row["label"],
            **area_coords(row, size),
        )
        for row in rows
    )
    real = {"data_width": str(image["width"]), "data_height": str(image["height"])}
    asked = element("qti-hotspot-interaction", shown, response_identifier=RESPONSE, max_choices="1", **real)
    right = [f"a{row['id']}" for row in rows if row["weight"] == "100"]
    declared = declaration(
        RESPONSE,
        "single",
        "identifier",
        right[:1],
        [entry(f"a{row['id']}", mark(row["weight"])) for row in rows],
    )
    rules = [map_response(RESPONSE), setting("FEEDBACK", variable(RESPONSE))]
    notes = {f"a{row['id']}": row["feedback"] for row in rows}
    return Part(stem(body) + asked, [declared], rules, notes, shows="single")


def essay(body: Body) -> Part:
    words_limit = {"data_words": str(body["words"])} if body.get("words") else {}
    asked = element("qti-extended-text-interaction", response_identifier=RESPONSE, **words_limit)
    model = _for_markers("model", xhtml(body["model"])) if body.get("model") else ""
    rows = joined(
        element("li", words(row["text"]), data_points=row["points"]) for row in body.get("rubric", [])
    )
    rubric = _for_markers("rubric", element("ul", rows)) if rows else ""
    return Part(stem(body) + asked + model + rubric, [declaration(RESPONSE, "single", "string", [])])


def _for_markers(part: str, inside: str) -> str:
    body = element("qti-content-body", inside)
    return element("qti-rubric-block", body, view="scorer", use="scoring", data_part=part)


def description(body: Body) -> Part:
    return Part(stem(body))


PARTS: dict[str, Callable[[Body], Part]] = {
    "single": choices("single"),
    "multiple": choices("multiple"),
    "true_false": choices("single"),
    "short": short,
    "numeric": numeric,
    "matching": matching,
    "ordering": ordering,
    "cloze": cloze,
    "words": gapped,
    "hotspot": hotspot,
    "essay": essay,
    "description": description,
}
