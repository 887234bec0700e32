"""The pieces of which items are made."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from assessments.exchange.markup import element, joined, words
from assessments.gift.answers import plain_number
from assessments.gift.texts import SHOWN_PICTURE

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
