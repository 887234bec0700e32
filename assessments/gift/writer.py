"""Questions back to GIFT, so that reading them again gives the same questions."""

from collections.abc import Callable, Iterable
from typing import Any

from assessments.gift.answers import BARE_WEIGHT, WEIGHT
from assessments.gift.drafts import Draft
from assessments.gift.signs import escaped
from assessments.gift.texts import FORMAT, to_plain

Say = Callable[[str], str]


BEYOND = {"mode", "units", "case", "accents", "rule", "hints"}


def holds(draft: Draft) -> bool:
    """Whether GIFT can say all of a question."""
    if draft.kind not in WRITERS or BEYOND & set(draft.body):
        return False
    return draft.kind not in LIMITS or LIMITS[draft.kind](draft.body)


def _holds_pairs(body: dict[str, Any]) -> bool:
    """Only bare pairs, and no left side that holds the arrow or looks like a weight."""
    lefts = [pair["text"] for pair in body["pairs"]]
    says = [text for left in lefts for text in (left, to_plain(left) or "")]
    clear = not any("->" in text or WEIGHT.match(text) for text in says)
    return clear and not any(pair["feedback"] for pair in body["pairs"])


def _holds_essay(body: dict[str, Any]) -> bool:
    return not (body.get("rubric") or body.get("model") or body.get("words"))


def _holds_description(body: dict[str, Any]) -> bool:
    return not body["feedback"]


LIMITS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "matching": _holds_pairs,
    "essay": _holds_essay,
    "description": _holds_description,
}


def write(drafts: Iterable[Draft]) -> str:
    return "\n".join(f"{_question(draft)}\n" for draft in drafts)


def _question(draft: Draft) -> str:
    body = draft.body
    form = "plain" if all(to_plain(text) is not None for text in _texts(body)) else "html"
    say = _speaker(form)
    stem = say(body["stem"])
    head = stem if form == "plain" or FORMAT.match(stem) else f"[html]{stem}"
    general = f"####{say(body['feedback'])}" if body["feedback"] else ""
    inside = WRITERS[draft.kind](body, say)
    braces = f"{{{inside}{general}}}" if draft.kind != "description" else ""
    return f"{_comment(draft)}\n::{escaped(draft.name)}::{head}{braces}"


def _texts(body: dict[str, Any]) -> list[str]:
    """All texts of a question that are HTML."""
    options, answers = body.get("options", []), body.get("answers", [])
    shown = [option["text"] for option in options] + [row["feedback"] for row in [*options, *answers]]
    pairs = [text for pair in body.get("pairs", []) for text in (pair["text"], pair["answer"])]
    return [body["stem"], body["feedback"], *shown, *pairs, *body.get("extras", [])]


def _speaker(form: str) -> Say:
    """Writes one text; a text that looks as if it named a format is given its own."""

    def say(source: str) -> str:
        text = (to_plain(source) or "") if form == "plain" else source
        return escaped(f"[{form}]{text}" if FORMAT.match(text) else text)

    return say


def _comment(draft: Draft) -> str:
    unit = draft.body.get("unit", "")
    marks = [("tag", draft.tag), ("level", str(draft.level)), ("unit", unit)]
    marks += [("category", draft.category), ("bloom", draft.bloom)]
    return "// " + " ".join(f"[{key}:{value}]" for key, value in marks if value)


def _single(body: dict[str, Any], say: Say) -> str:
    return "".join(f"\n{_option(option, say)}" for option in body["options"]) + "\n"


def _option(option: dict[str, Any], say: Say) -> str:
    text, weight = say(option["text"]), option["weight"]
    sign = "=" if weight == "100" else "~"
    shown = f"%{weight}%" if weight not in {"100", "0"} or WEIGHT.match(text) else ""
    return f"{sign}{shown}{text}{_feedback(option, say)}"


def _multiple(body: dict[str, Any], say: Say) -> str:
    lines = [f"\n~%{row['weight']}%{say(row['text'])}{_feedback(row, say)}" for row in body["options"]]
    return "".join(lines) + "\n"


def _truth(body: dict[str, Any], say: Say) -> str:
    right, wrong = sorted(body["options"], key=lambda option: option["weight"] == "0")
    word = "TRUE" if right["id"] == "benar" else "FALSE"
    if not right["feedback"]:
        return f"{word}{_feedback(wrong, say)}"
    return f"{word}#{say(wrong['feedback'])}#{say(right['feedback'])}"


def _numeric(body: dict[str, Any], say: Say) -> str:
    rows = [
        f"={_share(row)}{row['value']}:{row['tolerance']}{_feedback(row, say)}" for row in body["answers"]
    ]
    return "#" + " ".join(rows)


def _short(body: dict[str, Any], say: Say) -> str:
    return " ".join(
        f"={_share(row, _needs_weight(row['text']))}{escaped(row['text'])}{_feedback(row, say)}"
        for row in body["answers"]
    )


def _needs_weight(text: str) -> bool:
    """Texts that would be read as something else without a weight in front."""
    return bool(WEIGHT.match(text) or BARE_WEIGHT.search(text) or "->" in text)


def _share(row: dict[str, Any], always: bool = False) -> str:
    return f"%{row['weight']}%" if always or row["weight"] != "100" else ""


def _feedback(row: dict[str, Any], say: Say) -> str:
    return f"#{say(row['feedback'])}" if row["feedback"] else ""


def _matching(body: dict[str, Any], say: Say) -> str:
    rows = [(say(pair["text"]), say(pair["answer"])) for pair in body["pairs"]]
    rows += [("", say(text)) for text in body["extras"]]
    return "".join(f"\n={left} -> {right}" for left, right in rows) + "\n"


def _nothing(_body: dict[str, Any], _say: Say) -> str:
    return ""


WRITERS: dict[str, Callable[[dict[str, Any], Say], str]] = {
    "single": _single,
    "multiple": _multiple,
    "true_false": _truth,
    "numeric": _numeric,
    "short": _short,
    "matching": _matching,
    "essay": _nothing,
    "description": _nothing,
}
