"""What stands in an item, kind by kind: declarations, body, rules and feedback."""

from collections.abc import Callable

from assessments.exchange.markup import element, joined, words
from assessments.exchange.qti.chosen import choices, matching, ordering
from assessments.exchange.qti.filled import cloze, gapped, numeric, short
from assessments.exchange.qti.pieces import (
    RESPONSE,
    Body,
    Part,
    declaration,
    entry,
    map_response,
    mark,
    setting,
    stem,
    variable,
    xhtml,
)
from assessments.exchange.qti.places import area_coords, declared_size


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
