"""What QTI 3.0 can hold of our questions."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from assessments.exchange.losses import loss, odd_signs, only_lines, pair_feedback, same_extras, whole
from assessments.exchange.qti.parts import PARTS
from assessments.gift.answers import plain_number
from assessments.gift.drafts import Draft
from assessments.gift.texts import cleaned
from assessments.showing.shown import GAP
from courses.importer.faults import LeftOut

Body = dict[str, Any]


def lost(draft: Draft) -> Iterator[LeftOut]:
    """Everything that would be missing or other on the far side; nothing where the question goes over whole."""
    if draft.kind not in PARTS:
        yield whole(draft)
        return
    yield from odd_signs(draft)
    if draft.body.get("hints"):
        yield loss(draft, _("Petunjuk tidak ikut."))
    if draft.kind in LOSSES:
        yield from LOSSES[draft.kind](draft)


def _short(draft: Draft) -> Iterator[LeftOut]:
    if draft.body.get("accents"):
        yield loss(draft, _("Aksen huruf selalu dibedakan di sana."))
    if any("*" in row["text"] for row in draft.body["answers"]):
        yield loss(draft, _("Tanda * hanya berarti “teks apa pun” di sini."))


def _numeric(draft: Draft) -> Iterator[LeftOut]:
    if draft.body.get("units"):
        yield loss(draft, _("Satuan lain tidak ikut dengan tepat."))
    weights = [row["weight"] for row in draft.body["answers"]]
    if any(plain_number(weight) != weight for weight in weights):
        yield loss(draft, _("Bobot dibulatkan."))


def _matching(draft: Draft) -> Iterator[LeftOut]:
    yield from pair_feedback(draft)
    yield from same_extras(draft)


def _gaps(draft: Draft) -> Iterator[LeftOut]:
    marks = GAP.findall(draft.body["stem"])
    if marks != [gap["id"] for gap in draft.body["gaps"]]:
        yield loss(draft, _("Bagian diberi nomor menurut urutannya di dalam teks."))
    if cleaned(draft.body["stem"]) != draft.body["stem"]:
        yield loss(draft, _("Susunan di dalam bagian tidak ikut dengan tepat."))


def _cloze(draft: Draft) -> Iterator[LeftOut]:
    yield from _gaps(draft)
    for gap in draft.body["gaps"]:
        rows = gap.get("options", []) + gap.get("answers", [])
        if any(row["feedback"] for row in rows):
            yield loss(draft, _("Umpan balik di dalam bagian tidak ikut."))
        if (
            gap.get("accents")
            or gap.get("units")
            or any("*" in row.get("text", "") for row in gap.get("answers", []))
        ):
            yield loss(draft, _("Satuan lain, aksen, dan tanda * sebuah bagian tidak ikut."))
        yield from only_lines(draft, [row["text"] for row in gap.get("options", [])])


def _words(draft: Draft) -> Iterator[LeftOut]:
    yield from _gaps(draft)
    choices = {row["id"]: row["group"] for row in draft.body["choices"]}
    if set(choices.values()) - {choices[gap["right"]] for gap in draft.body["gaps"]}:
        yield loss(draft, _("Kelompok pilihan tanpa bagian tidak ikut."))
    yield from only_lines(draft, [row["text"] for row in draft.body["choices"]])


LOSSES: dict[str, Callable[[Draft], Iterator[LeftOut]]] = {
    "short": _short,
    "numeric": _numeric,
    "matching": _matching,
    "cloze": _cloze,
    "words": _words,
}
