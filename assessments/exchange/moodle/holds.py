"""What Moodle can hold of our questions."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from assessments.exchange.losses import loss, odd_signs, only_plain, pair_feedback, whole
from assessments.exchange.markup import element, joined, words
from assessments.exchange.moodle.cloze import GAP as EMBEDDED
from assessments.exchange.moodle.cloze import embedded
from assessments.exchange.moodle.formulas import can_be_said, formulas_in
from assessments.exchange.words import as_plain, plain_html
from assessments.gift.answers import plain_number
from assessments.gift.drafts import Draft
from assessments.gift.texts import cleaned, to_plain
from assessments.showing.shown import GAP
from courses.importer.faults import LeftOut

Body = dict[str, Any]
HELD = {"essay", "file", "description", "true_false", "ordering"}
VALUES = 10  # sets of values written for Moodle, which can't do without


def lost(draft: Draft) -> Iterator[LeftOut]:
    """Everything that would be missing or other on the far side; nothing where the question goes over whole."""
    if draft.kind not in LOSSES and draft.kind not in HELD:
        yield whole(draft)
        return
    yield from odd_signs(draft)
    if draft.kind in LOSSES:
        yield from LOSSES[draft.kind](draft)
    if draft.body.get("rubric"):
        yield loss(draft, _("Rubrik tidak ikut."))


def _choices(draft: Draft) -> Iterator[LeftOut]:
    if draft.body.get("rule"):
        yield loss(draft, _("Aturan “semua atau tidak sama sekali” tidak ikut; bobot dijumlahkan."))


def _short(draft: Draft) -> Iterator[LeftOut]:
    if draft.body.get("accents"):
        yield loss(draft, _("Aksen huruf selalu dibedakan di sana."))


def _numeric(draft: Draft) -> Iterator[LeftOut]:
    if draft.body.get("mode", "absolute") != "absolute":
        yield loss(draft, _("Toleransi menjadi selisih biasa, bukan persen atau angka penting."))
    yield from _units(draft)


def _units(draft: Draft) -> Iterator[LeftOut]:
    units = draft.body.get("units", [])
    exact = all(
        plain_number(f"{1 / Decimal(multiplier(unit['factor'])):.12g}") == unit["factor"] for unit in units
    )
    named = all(" ".join(unit["name"].split()) == unit["name"] for unit in units)
    own = draft.body.get("unit", "")
    if (units and not own) or not exact or not named or any(unit["factor"] == "1" for unit in units):
        yield loss(draft, _("Satuan lain tidak ikut dengan tepat."))


def multiplier(factor: str) -> str:
    """How many of the unit make one of the main one."""
    return plain_number(f"{1 / Decimal(factor):.20f}"[:40])


def _calculated(draft: Draft) -> Iterator[LeftOut]:
    body = draft.body
    if not all(can_be_said(formula) for formula in formulas_in(body)):
        yield loss(draft, _("Ada rumus yang tidak dapat ditulis sama di sana."))
    if body.get("mode") == "digits":
        yield loss(draft, _("Toleransi menjadi selisih biasa, bukan persen atau angka penting."))
    if not all(_places(row["step"]) is not None for row in body["variables"]):
        yield loss(draft, _("Jarak antarnilai harus 1; 0,1; 0,01 dan seterusnya di sana."))
    yield from _units(draft)


def _places(step: str) -> int | None:
    """Decimals, when the step is 1, 0.1, 0.01 …"""
    digits = Decimal(step).normalize()
    exponent = -int(digits.as_tuple().exponent)
    return exponent if digits == Decimal(1).scaleb(-exponent) and 0 <= exponent <= 9 else None


def share(tolerance: str, body: Body) -> str:
    """Percent here, a fraction there."""
    return plain_number(str(Decimal(tolerance) / 100)) if body.get("mode") == "relative" else tolerance


def data_set(variable: Body) -> str:
    low, high = Decimal(variable["low"]), Decimal(variable["high"])
    step = Decimal(variable["step"])
    steps = int((high - low) / step) if step else 0
    values = [low + step * (steps * n // max(1, VALUES - 1)) for n in range(VALUES)]
    items = joined(
        element("dataset_item", element("number", str(n)) + element("value", format(value, "f")))
        for n, value in enumerate(values, start=1)
    )
    texts = {
        "status": "private",
        "name": variable["name"],
        "distribution": "uniform",
        "minimum": variable["low"],
        "maximum": variable["high"],
        "decimals": str(_places(variable["step"]) or 0),
    }
    head = joined(element(key, element("text", words(text))) for key, text in texts.items())
    more = f"<type>calculated</type><itemcount>{VALUES}</itemcount>{element('dataset_items', items)}"
    return element("dataset_definition", head + more + f"<number_of_items>{VALUES}</number_of_items>")


def _matching(draft: Draft) -> Iterator[LeftOut]:
    yield from pair_feedback(draft)
    yield from only_plain(draft, [pair["answer"] for pair in draft.body["pairs"]] + draft.body["extras"])


def is_plain_words(body: Body) -> bool:
    return all(_same(row["text"]) for row in body["choices"])


def _same(html: str) -> bool:
    return to_plain(html) is not None and plain_html(as_plain(html)) == html


def _words(draft: Draft) -> Iterator[LeftOut]:
    marks = GAP.findall(draft.body["stem"])
    if marks != [gap["id"] for gap in draft.body["gaps"]]:
        yield loss(draft, _("Bagian diberi nomor menurut urutannya di dalam teks."))
    if not all(row["group"].isdecimal() for row in draft.body["choices"]):
        yield loss(draft, _("Kelompok pilihan bernama angka di sana."))


def _cloze(draft: Draft) -> Iterator[LeftOut]:
    body = draft.body
    if any(not gap.get("weight", "1").isdecimal() for gap in body["gaps"]):
        yield loss(draft, _("Bobot bagian harus bilangan bulat di sana."))
    for gap in body["gaps"]:
        if gap.get("accents") or gap.get("unit") or gap.get("units") or gap.get("mode"):
            yield loss(draft, _("Satuan dan cara toleransi sebuah bagian tidak ikut."))
    marks = GAP.findall(body["stem"])
    if marks != [gap["id"] for gap in body["gaps"]]:
        yield loss(draft, _("Bagian diberi nomor menurut urutannya di dalam teks."))
    text = GAP.sub(lambda found: embedded(body["gaps"][int(found[1]) - 1]), body["stem"])
    if cleaned(text) != text or len(EMBEDDED.findall(text)) != len(body["gaps"]):
        yield loss(draft, _("Susunan di dalam bagian tidak ikut dengan tepat."))


LOSSES: dict[str, Callable[[Draft], Iterator[LeftOut]]] = {
    "single": _choices,
    "multiple": _choices,
    "short": _short,
    "numeric": _numeric,
    "calculated": _calculated,
    "matching": _matching,
    "words": _words,
    "cloze": _cloze,
}
