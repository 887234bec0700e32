"""What each kind of question can do, by its name."""

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any

from assessments.grading import calculated
from assessments.grading.addresses import ip
from assessments.grading.choices import multiple, single
from assessments.grading.generators import GENERATORS
from assessments.grading.ids import option_id
from assessments.grading.lab import lab
from assessments.grading.marks import NOTHING, Mark
from assessments.grading.parts import cloze, matching, ordering, words
from assessments.grading.places import hotspot
from assessments.grading.typed import numeric, short

Body = dict[str, Any]
Drawn = dict[str, Any]
UNMARKED = {"description"}  # read, not answered: worth nothing
BY_HAND = {"essay", "file"}  # a person gives the mark

GRADERS: dict[str, Callable[[Body, Any], Mark]] = {
    "single": single,
    "true_false": single,
    "multiple": multiple,
    "numeric": numeric,
    "calculated": numeric,
    "short": short,
    "matching": matching,
    "ordering": ordering,
    "words": words,
    "cloze": cloze,
    "hotspot": hotspot,
    "ip": ip,
    "lab": lab,
}


def grade(kind: str, body: Body, response: Any) -> Mark:
    """Grade one stored answer to a realised question; an empty one earns nothing."""
    if response is None:
        return NOTHING
    return GRADERS[kind](body, response)


def draw_values(kind: str, body: Body, rng: Random) -> Drawn:
    """What one attempt gets of a question that is another one each time; empty for all other questions."""
    if kind == "calculated":
        return calculated.drawn_values(body, rng)
    if kind == "ip" and "generator" in body:
        return GENERATORS[body["generator"]["name"]](body["generator"], rng)
    return {}


def realised(kind: str, body: Body, drawn: Drawn) -> Body:
    """The question as the learner with these values sees it, and as it is graded."""
    if not drawn:
        return body
    if kind == "calculated":
        return calculated.realised(body, drawn)
    numbers = {name: Decimal(value) for name, value in drawn.items() if value.isdecimal()}
    say = calculated.filler(drawn, numbers)
    answers = [
        answer | {"text": say(answer["text"]), "feedback": say(answer["feedback"])}
        for answer in body["answers"]
    ]
    told = {"stem": say(body["stem"]), "feedback": say(body["feedback"]), "answers": answers}
    return body | told | calculated.said_hints(body, say)


def choice_ids(kind: str, body: Body) -> list[str]:
    """What an attempt may show in an order of its own; in the author's order, so mind ``ordering``."""
    if kind == "matching":
        answers = [pair["answer"] for pair in body["pairs"]]
        return list(dict.fromkeys(option_id(text) for text in [*answers, *body["extras"]]))
    if kind == "ordering":
        return [item["id"] for item in body["items"]]
    if kind == "words":
        return [choice["id"] for choice in body["choices"]]
    return [option["id"] for option in body.get("options", [])]
