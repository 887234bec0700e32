"""A graded question: whether it was right, with feedback. Only after its time."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.safestring import SafeString

from assessments.grading import grade
from assessments.grading.kinds import BY_HAND, UNMARKED
from assessments.showing.shown import Blank, Shown, option_text, shown
from assessments.showing.texts import html, number, plain

Body = dict[str, Any]


@dataclass(frozen=True)
class Told:
    """One option or accepted answer with what may be told about it afterwards."""

    text: SafeString | str
    right: bool
    chosen: bool
    feedback: SafeString


@dataclass(frozen=True)
class Part:
    """One pair, item or gap: what was given, what is right, and what share of it was reached."""

    label: SafeString | str
    given: SafeString | str
    wanted: SafeString | str
    share: Fraction
    feedback: SafeString | str = ""

    @property
    def right(self) -> bool:
        return self.share == 1


@dataclass(frozen=True)
class Revealed:
    """A graded question: whether it was right, with feedback."""

    shown: Shown
    told: tuple[Told, ...]
    general: SafeString
    share: Fraction
    parts: tuple[Part, ...] = ()

    @property
    def verdict(self) -> str:
        """``right``, ``part`` or ``wrong``; ``read`` where nothing was asked."""
        if self.shown.kind in UNMARKED:
            return "read"
        if self.share == 1:
            return "right"
        return "part" if self.share > 0 else "wrong"


def revealed(kind: str, body: Body, order: Sequence[str], response: Any) -> Revealed:
    """``body`` is the realised one."""
    question = shown(kind, body, order, response)
    if kind in UNMARKED | BY_HAND:
        return Revealed(question, (), html(body["feedback"]), Fraction(0))
    mark = grade(kind, body, response)
    parts: tuple[Part, ...] = ()
    told: list[Told] = []
    if kind in WANTED:
        parts = _parts(kind, body, question, dict(mark.parts))
    elif kind == "hotspot":
        told = _told_areas(body, mark.feedback)
    elif "options" in body:
        told = _told_options(kind, body, order, response)
    else:
        told = _told_answers(body, mark.feedback)
    return Revealed(question, tuple(told), html(body["feedback"]), mark.share, parts)


def _told_options(kind: str, body: Body, order: Sequence[str], response: Any) -> list[Told]:
    options = {option["id"]: option for option in body["options"]}
    chosen = set(response if isinstance(response, list) else [response])
    return [
        Told(
            html(option_text(kind, options[pk])),
            Decimal(options[pk]["weight"]) > 0,
            pk in chosen,
            html(options[pk]["feedback"]),
        )
        for pk in order
    ]


def _told_areas(body: Body, met: Sequence[str | int]) -> list[Told]:
    return [
        Told(area["label"], Decimal(area["weight"]) > 0, area["id"] in met, html(area["feedback"]))
        for area in body["areas"]
        if Decimal(area["weight"]) > 0 or area["id"] in met
    ]


def _told_answers(body: Body, met: Sequence[str | int]) -> list[Told]:
    unit = body.get("unit", "")
    return [
        Told(_answer(answer, unit), True, index in met, html(answer["feedback"]))
        for index, answer in enumerate(body["answers"])
        if index == 0 or index in met
    ]


def _answer(answer: Body, unit: str) -> str:
    return answer["text"] if "text" in answer else f"{number(Decimal(answer['value']))} {unit}".strip()


def _parts(kind: str, body: Body, question: Shown, shares: dict[str, Fraction]) -> tuple[Part, ...]:
    wanted = WANTED[kind](body)
    notes = {pair["id"]: pair["feedback"] for pair in body.get("pairs", [])}
    return tuple(
        Part(
            blank.label,
            blank.said,
            wanted[blank.id],
            _share(kind, blank.value, wanted[blank.id], shares.get(blank.id)),
            html(notes.get(blank.id, "")),
        )
        for blank in _in_order(kind, question, wanted)
    )


def _in_order(kind: str, question: Shown, wanted: dict[str, str]) -> Sequence[Blank]:
    """An order is told in the order that is right."""
    if kind != "ordering":
        return question.blanks
    return sorted(question.blanks, key=lambda blank: int(wanted[blank.id]))


def _share(kind: str, value: str, wanted: str, share: Fraction | None) -> Fraction:
    """Of an order, each item is told by its place; the mark itself counts neighbours."""
    if kind == "ordering":
        return Fraction(value == wanted)
    return share or Fraction(0)


def _right_pairs(body: Body) -> dict[str, str]:
    return {pair["id"]: plain(pair["answer"]) for pair in body["pairs"]}


def _right_places(body: Body) -> dict[str, str]:
    return {item["id"]: str(place) for place, item in enumerate(body["items"], start=1)}


def _right_words(body: Body) -> dict[str, str]:
    texts = {choice["id"]: plain(choice["text"]) for choice in body["choices"]}
    return {gap["id"]: texts.get(gap["right"], "") for gap in body["gaps"]}


def _right_gaps(body: Body) -> dict[str, str]:
    return {gap["id"]: _right_gap(gap) for gap in body["gaps"]}


def _right_gap(gap: Body) -> str:
    if "options" in gap:
        best = max(gap["options"], key=lambda option: Decimal(option["weight"]))
        return plain(best["text"])
    return _answer(gap["answers"][0], gap.get("unit", ""))


WANTED = {
    "matching": _right_pairs,
    "ordering": _right_places,
    "words": _right_words,
    "cloze": _right_gaps,
}
