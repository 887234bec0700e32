"""Choices, orders and pairs as they stand in an item."""

from collections.abc import Callable
from decimal import Decimal

from assessments.exchange.markup import element, joined
from assessments.exchange.qti.pieces import (
    MATCH_ALL,
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
from assessments.gift.answers import plain_number
from assessments.grading.ids import option_id


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
