"""A question as it is asked: nothing in it tells the answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessments.grading.ids import option_id
from assessments.grading.places import POINT
from assessments.labs import LABS
from assessments.showing.texts import html, plain, reading_of

Body = dict[str, Any]
GAP = re.compile(r"\[\[(\d{1,3})\]\]")
FAMILIES = {
    "single": "choice",
    "multiple": "choice",
    "true_false": "choice",
    "numeric": "number",
    "calculated": "number",
    "short": "words",
    "ip": "address",
    "matching": "blanks",
    "ordering": "blanks",
    "cloze": "gaps",
    "words": "gaps",
    "hotspot": "place",
    "essay": "essay",
    "file": "file",
    "lab": "lab",
    "description": "read",
}
OF_PARTS = {"blanks", "gaps", "lab"}


@dataclass(frozen=True)
class Choice:
    id: str
    text: SafeString | str
    chosen: bool


@dataclass(frozen=True)
class Blank:
    """One part to fill in: chosen from ``choices``, or typed where there are none."""

    id: str
    label: SafeString | str
    value: str
    choices: tuple[Choice, ...] = ()
    unit: str = ""
    numeric: bool = False

    @property
    def said(self) -> SafeString | str:
        """What stands in it, as words."""
        if not self.choices:
            return self.value
        return next((choice.text for choice in self.choices if choice.chosen), "")


@dataclass(frozen=True)
class Piece:
    """Text, and the gap after it; none after the last."""

    text: SafeString
    blank: Blank | None


@dataclass(frozen=True)
class Shown:
    """A question without anything that tells its answer. ``family`` names the fields with which it is answered."""

    kind: str
    stem: SafeString
    choices: tuple[Choice, ...] = ()
    text: str = ""
    unit: str = ""
    reading: str = ""
    blanks: tuple[Blank, ...] = ()
    pieces: tuple[Piece, ...] = ()
    picture: str = ""
    picture_alt: str = ""
    form: str = ""
    rule: str = ""
    words: int = 0
    types: tuple[str, ...] = ()
    megabytes: int = 0
    units: tuple[str, ...] = ()
    case: bool = False
    accents: bool = False
    lab: Any = None
    goals: tuple[SafeString, ...] = ()

    @property
    def family(self) -> str:
        return FAMILIES[self.kind]

    @property
    def fields(self) -> str:
        """The template of the fields."""
        return f"assessments/fields/{self.family}.html"

    @property
    def lab_fields(self) -> str:
        """The template of the lab that stands among the fields; ``form`` names which."""
        return f"assessments/labs/{self.form}.html"

    @property
    def point(self) -> str:
        """Where the learner has clicked, if they have not chosen from the list."""
        return self.text if POINT.fullmatch(self.text) else ""

    @property
    def several(self) -> bool:
        return self.kind == "multiple"

    @property
    def is_choice(self) -> bool:
        return self.family == "choice"


def shown(kind: str, body: Body, order: Sequence[str], response: Any) -> Shown:
    """``body`` is the realised one."""
    if FAMILIES[kind] == "choice":
        return Shown(
            kind, html(body["stem"]), _choices(kind, body, order, response), rule=body.get("rule", "")
        )
    parts = response if isinstance(response, dict) else {}
    if kind == "matching":
        return Shown(kind, html(body["stem"]), blanks=_pairs(body, order, parts))
    if kind == "ordering":
        return Shown(kind, html(body["stem"]), blanks=_items(body, order, parts))
    if FAMILIES[kind] == "gaps":
        gaps = _gaps(kind, body, order, parts)
        return Shown(
            kind, html(body["stem"]), blanks=tuple(gaps.values()), pieces=_pieces(body["stem"], gaps)
        )
    if kind == "lab":
        return _lab(body, parts)
    if kind == "file":
        return _file(body, parts)
    return _typed(kind, body, response if isinstance(response, str) else "")


def _lab(body: Body, answer: dict[str, str]) -> Shown:
    """``text`` is the answer as lines, for where only words are shown."""
    goals = tuple(html(goal["text"]) for goal in body["goals"])
    text = answer.get("log", "\n".join(f"{part}: {value}" for part, value in answer.items()))
    lab = LABS[body["lab"]].show(body["setup"], answer)
    return Shown("lab", html(body["stem"]), text=text, form=body["lab"], lab=lab, goals=goals)


def _file(body: Body, answer: dict[str, str]) -> Shown:
    """``text`` is the name of the file that was handed in."""
    types, most = tuple(body["types"]), int(body["megabytes"])
    return Shown("file", html(body["stem"]), text=answer.get("name", ""), types=types, megabytes=most)


def _typed(kind: str, body: Body, text: str) -> Shown:
    picture = body.get("image", {})
    answers = body.get("answers") or [{}]
    return Shown(
        kind,
        html(body["stem"]),
        tuple(Choice(area["id"], area["label"], area["id"] == text) for area in body.get("areas", [])),
        text,
        body.get("unit", ""),
        reading_of(kind, text, body),
        picture=picture.get("name", ""),
        picture_alt=picture.get("alt", ""),
        form=answers[0].get("form", ""),
        words=int(body.get("words", 0)),
        units=tuple(unit["name"] for unit in body.get("units", [])),
        case=body.get("case", False),
        accents=body.get("accents", False),
    )


def _choices(kind: str, body: Body, order: Sequence[str], response: Any) -> tuple[Choice, ...]:
    options = {option["id"]: option for option in body["options"]}
    chosen = set(response if isinstance(response, list) else [response])
    return tuple(
        Choice(pk, html(option_text(kind, options[pk])), pk in chosen) for pk in order if pk in options
    )


def option_text(kind: str, option: Body) -> str:
    """Benar and salah follow the language of the reader; all other texts are as the lecturer wrote them."""
    if kind != "true_false":
        return option["text"]
    return _("Benar") if option["id"] == "benar" else _("Salah")


def _pairs(body: Body, order: Sequence[str], parts: dict[str, str]) -> tuple[Blank, ...]:
    texts = {option_id(text): text for text in [*(pair["answer"] for pair in body["pairs"]), *body["extras"]]}
    return tuple(
        Blank(
            pair["id"], html(pair["text"]), parts.get(pair["id"], ""), _list(texts, order, parts, pair["id"])
        )
        for pair in body["pairs"]
    )


def _items(body: Body, order: Sequence[str], parts: dict[str, str]) -> tuple[Blank, ...]:
    texts = {item["id"]: item["text"] for item in body["items"]}
    places = {str(place): str(place) for place in range(1, len(texts) + 1)}
    return tuple(
        Blank(pk, html(texts[pk]), parts.get(pk, ""), _list(places, list(places), parts, pk))
        for pk in order
        if pk in texts
    )


def _list(
    texts: dict[str, str], order: Sequence[str], parts: dict[str, str], part: str
) -> tuple[Choice, ...]:
    return tuple(Choice(pk, plain(texts[pk]), parts.get(part) == pk) for pk in order if pk in texts)


def _gaps(kind: str, body: Body, order: Sequence[str], parts: dict[str, str]) -> dict[str, Blank]:
    if kind == "words":
        return {gap["id"]: _word_gap(body, gap, order, parts) for gap in body["gaps"]}
    return {gap["id"]: _cloze_gap(gap, parts) for gap in body["gaps"]}


def _word_gap(body: Body, gap: Body, order: Sequence[str], parts: dict[str, str]) -> Blank:
    groups = {choice["id"]: choice["group"] for choice in body["choices"]}
    texts = {
        choice["id"]: choice["text"]
        for choice in body["choices"]
        if choice["group"] == groups.get(gap["right"])
    }
    return Blank(gap["id"], gap["id"], parts.get(gap["id"], ""), _list(texts, order, parts, gap["id"]))


def _cloze_gap(gap: Body, parts: dict[str, str]) -> Blank:
    """Options of a gap stand in the order of their ids, which says nothing."""
    value, unit = parts.get(gap["id"], ""), gap.get("unit", "")
    texts = {option["id"]: option["text"] for option in gap.get("options", [])}
    choices = _list(texts, sorted(texts), parts, gap["id"])
    return Blank(gap["id"], gap["id"], value, choices, unit, numeric=gap["kind"] == "numeric")


def _pieces(stem: str, gaps: dict[str, Blank]) -> tuple[Piece, ...]:
    texts = GAP.split(stem)
    blanks = [gaps.get(name) for name in texts[1::2]]
    return tuple(Piece(html(text), blank) for text, blank in zip(texts[::2], [*blanks, None], strict=True))
