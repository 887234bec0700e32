"""Calculated questions: values drawn for one attempt, put into the texts, and right answers computed from them."""

import html
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from random import Random
from typing import Any

from assessments.grading.formula import FormulaError, evaluate

Body = dict[str, Any]
PLACE = re.compile(r"\{=(?P<formula>[^{}]{1,500})\}|\{(?P<name>[A-Za-z_]\w{0,39})\}")
SHOWN_DIGITS = 6


def drawn_values(body: Body, rng: Random) -> dict[str, str]:
    """One value for each variable: ``low``, ``low + step`` … up to ``high``."""
    return {variable["name"]: _drawn(variable, rng) for variable in body["variables"]}


def _drawn(variable: dict[str, str], rng: Random) -> str:
    low, high, step = (Decimal(variable[key]) for key in ("low", "high", "step"))
    steps = int((high - low) / step) if step else 0
    return format(low + step * rng.randint(0, max(0, steps)), "f")


def realised(body: Body, values: Mapping[str, str]) -> Body:
    """The numeric question that these values make of a calculated one. Raises ``FormulaError``."""
    numbers = {name: Decimal(value) for name, value in values.items()}
    say = filler(values, numbers)
    answers = [
        {
            "value": format(evaluate(answer["formula"], numbers), "f"),
            "tolerance": answer["tolerance"],
            "weight": answer["weight"],
            "feedback": say(answer["feedback"]),
        }
        for answer in body["answers"]
    ]
    kept = {key: body[key] for key in ("unit", "mode", "units") if key in body}
    return (
        {"stem": say(body["stem"]), "feedback": say(body["feedback"]), "answers": answers}
        | kept
        | said_hints(body, say)
    )


def said_hints(body: Body, say: Callable[[str], str]) -> Body:
    """The hints of a question with their placeholders filled; nothing where it has none."""
    return {"hints": [say(hint) for hint in body["hints"]]} if body.get("hints") else {}


def filler(values: Mapping[str, str], numbers: Mapping[str, Decimal]) -> Callable[[str], str]:
    """Puts values and results into a text; a brace that names nothing known stays as it is."""

    def put(found: re.Match[str]) -> str:
        name = found["name"]
        if name:
            return spoken(numbers[name]) if name in numbers else values.get(name, found[0])
        try:
            return spoken(evaluate(html.unescape(found["formula"]), numbers))
        except FormulaError:
            return found[0]

    return lambda text: PLACE.sub(put, text)


def spoken(value: Decimal) -> str:
    """``1.250`` and ``2,5``: a comma before decimals, dots between thousands, six digits after rounding."""
    places = max(0, SHOWN_DIGITS - max(1, value.adjusted() + 1))
    rounded = f"{value:,.{places}f}"
    whole, _dot, rest = rounded.partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")
