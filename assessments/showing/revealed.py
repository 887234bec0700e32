"""A graded question: whether it was right, with feedback and key; each only after its time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.safestring import SafeString

from assessments.grading import grade
from assessments.grading.by_hand import rubric_of
from assessments.grading.kinds import BY_HAND, UNMARKED
from assessments.labs import LABS
from assessments.review import EVERYTHING, Review
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
class Criterion:
    """One line of a rubric; ``points`` None where nothing was given or may be told."""

    text: str
    most: Decimal
    points: Decimal | None = None


@dataclass(frozen=True)
class Revealed:
    """A graded question: whether it was right, with feedback.

    ``rubric``, ``comments`` and ``model`` (the answer that markers compare with) belong to what people mark.
    """

    shown: Shown
    told: tuple[Told, ...]
    general: SafeString
    share: Fraction
    parts: tuple[Part, ...] = ()
    may: Review = EVERYTHING
    rubric: tuple[Criterion, ...] = ()
    comments: tuple[str, ...] = ()
    model: SafeString | str = ""

    @property
    def verdict(self) -> str:
        """``right``, ``part`` or ``wrong``; ``read`` where nothing was asked, empty before its time."""
        if self.shown.kind in UNMARKED:
            return "read"
        return verdict_of(self.share) if self.may.answers else ""


def verdict_of(share: Fraction) -> str:
    if share == 1:
        return "right"
    return "part" if share > 0 else "wrong"


def revealed(kind: str, body: Body, order: Sequence[str], response: Any) -> Revealed:
    """``body`` is the realised one."""
    question = shown(kind, body, order, response)
    if kind in UNMARKED:
        return Revealed(question, (), html(body["feedback"]), Fraction(0))
    if kind in BY_HAND:
        return by_hand(question, body, {})
    mark = grade(kind, body, response)
    parts: tuple[Part, ...] = ()
    told: list[Told] = []
    if kind == "lab":
        parts = _goals(body, response)
    elif kind in WANTED:
        parts = _parts(kind, body, question, dict(mark.parts))
    elif kind == "hotspot":
        told = _told_areas(body, mark.feedback)
    elif "options" in body:
        told = _told_options(kind, body, order, response)
    else:
        told = _told_answers(body, mark.feedback)
    return Revealed(question, tuple(told), html(body["feedback"]), mark.share, parts)


def by_hand(
    question: Shown,
    body: Body,
    points: Mapping[str, Decimal],
    share: Fraction = Fraction(0),
    comments: Sequence[str] = (),
) -> Revealed:
    """A question that people mark, with the points of each criterion by its id."""
    return Revealed(
        question,
        (),
        html(body["feedback"]),
        share,
        rubric=criteria(body, points),
        comments=tuple(comments),
        model=html(body.get("model", "")),
    )


def criteria(body: Body, points: Mapping[str, Decimal | str]) -> tuple[Criterion, ...]:
    """The rubric of a question with the points that were given, by criterion id."""
    return tuple(
        Criterion(
            row["text"],
            Decimal(row["points"]),
            Decimal(points[row["id"]]) if row["id"] in points else None,
        )
        for row in rubric_of(body)
    )


def held_back(question: Revealed, may: Review) -> Revealed:
    """The same question without what may not be seen yet: it is not in it any more, whatever a page prints."""
    parts = question.parts
    if not may.key and question.shown.kind == "ordering":  # told in the right order, which is the key
        places = {blank.label: place for place, blank in enumerate(question.shown.blanks)}
        parts = tuple(sorted(parts, key=lambda part: places[part.label]))
    return replace(
        question,
        shown=question.shown if may.answers else replace(question.shown, text=""),
        told=tuple(row for row in (_less(one, question, may) for one in question.told) if row),
        parts=tuple(_less_part(part, may, lab=bool(question.shown.lab)) for part in parts),
        general=question.general if may.feedback else html(""),
        share=question.share if may.answers else Fraction(0),
        may=may,
        rubric=question.rubric if may.marks else (),
        comments=question.comments if may.feedback else (),
        model=question.model if may.key else "",
    )


def _less(row: Told, question: Revealed, may: Review) -> Told | None:
    """An option stays; an answer that was not chosen, or may not be told, goes."""
    chosen = row.chosen and may.answers
    if question.shown.is_choice or may.key:
        text = row.text
    elif row.chosen and row.feedback and may.feedback:
        text = ""
    else:
        return None
    right = row.right and (may.key or (chosen and question.shown.is_choice))
    note = row.feedback if may.feedback and (row.chosen or may.key) else html("")
    return Told(text, right, chosen, note)


def _less_part(part: Part, may: Review, *, lab: bool) -> Part:
    given = part.given if (may.feedback if lab else may.answers) else ""
    return replace(
        part,
        given=given,
        wanted=part.wanted if may.key else "",
        share=part.share if may.answers else Fraction(0),
        feedback=part.feedback if may.feedback else "",
    )


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


def _goals(body: Body, response: Any) -> tuple[Part, ...]:
    """Each goal, whether it was met, and the first hop or rule that decided; nothing done is judged too."""
    verdicts = LABS[body["lab"]].judge(body["setup"], body["goals"], response or {})
    met = {verdict.goal: verdict for verdict in verdicts}
    return tuple(
        Part(html(goal["text"]), met[goal["id"]].reason, "", Fraction(bool(response) and met[goal["id"]].met))
        for goal in body["goals"]
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
