"""Formulas of Moodle's calculated questions and ours: ``{x} * pow({y}, 2)`` and ``x * y^2``."""

import re
from collections.abc import Callable
from typing import Any

from assessments.grading.formula import FormulaError, parsed

NAME = r"[A-Za-z_]\w{0,39}"
HOLDER = re.compile(rf"\{{({NAME})\}}")
INSIDE = re.compile(r"\{=((?:[^{}]|\{[^{}]*\})+)\}")
OURS_INSIDE = re.compile(r"\{=([^{}]{1,500})\}")
BARE = re.compile(rf"\b({NAME})\b(?!\s*\()")
CALL = re.compile(rf"\b({NAME})(\s*\()")
TO_US = {"log": "ln", "fmod": "mod"}
TO_MOODLE = {ours: theirs for theirs, ours in TO_US.items()}
POW = re.compile(r"\bpow\(\s*([\w.]+)\s*,\s*([\w.]+)\s*\)")
PI = re.compile(r"\bpi\(\s*\)")
PI_DIGITS = "3.14159265358979323846"
POWER = re.compile(r"(?<![\w.)])([\w.]+)\^([\w.]+)(?![\w.(^])")


def ours(formula: str) -> str:
    """Raises ``FormulaError`` for what our small language can't say."""
    text = HOLDER.sub(r"\1", formula.strip())
    text = POW.sub(r"\1^\2", PI.sub(PI_DIGITS, text))
    text = CALL.sub(lambda found: TO_US.get(found[1], found[1]) + found[2], text)
    parsed(text)
    return text


def moodle(formula: str) -> str:
    text = CALL.sub(lambda found: TO_MOODLE.get(found[1], found[1]) + found[2], formula)
    text = POWER.sub(r"pow(\1,\2)", text)
    return BARE.sub(r"{\1}", text)


def can_be_said(formula: str) -> bool:
    """Whether Moodle computes it, and reading it back gives the same formula."""
    try:
        tree = parsed(formula)
        return not _foreign(tree) and ours(moodle(formula)) == formula and "^" not in moodle(formula)
    except FormulaError:
        return False


def _foreign(tree: tuple[Any, ...]) -> bool:
    """``log2`` is ours alone; so is rounding to digits of a variable."""
    if tree[0] == "call" and tree[1] == "log2":
        return True
    parts = tree[2] if tree[0] == "call" else tree[1:]
    return any(isinstance(part, tuple) and _foreign(part) for part in parts)


def text_to_us(text: str) -> str:
    return INSIDE.sub(lambda found: "{=" + ours(found[1]) + "}", text)


def text_to_moodle(text: str) -> str:
    return OURS_INSIDE.sub(lambda found: "{=" + moodle(found[1]) + "}", text)


def formulas_in(body: dict[str, Any]) -> list[str]:
    texts = [body["stem"], body["feedback"], *(row["feedback"] for row in body["answers"])]
    inside: Callable[[str], list[str]] = OURS_INSIDE.findall
    return [*(row["formula"] for row in body["answers"]), *(one for text in texts for one in inside(text))]
