"""The last look at a question before it leaves its reader: whole, of a known shape, and gradable."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from assessments.authoring import faults_in
from assessments.exchange.found import Desk, Unheld
from assessments.gift.drafts import Broken, Draft
from assessments.grading.formula import FormulaError

Body = dict[str, Any]
LISTS = {
    "single": ["options"],
    "multiple": ["options"],
    "true_false": ["options"],
    "short": ["answers"],
    "numeric": ["answers"],
    "calculated": ["answers", "variables"],
    "matching": ["pairs"],
    "ordering": ["items"],
    "cloze": ["gaps"],
    "words": ["gaps", "choices"],
    "hotspot": ["areas"],
}
CORNERS = {"rect": range(4, 5), "circle": range(3, 4), "polygon": range(6, 401, 2)}


def check(draft: Draft) -> None:
    """Raises ``Broken`` with the first thing that keeps the question from being asked."""
    for reason in _faults(draft.kind, draft.body):
        raise Broken(draft.line, draft.name, reason, _("Perbaiki soal ini di berkasnya."))


def _faults(kind: str, body: Body) -> Iterator[str]:
    if not all(body[key] for key in LISTS.get(kind, [])):
        yield _("Soal ini tidak memiliki jawaban.")
        return
    if kind == "cloze" and not all(gap.get("options") or gap.get("answers") for gap in body["gaps"]):
        yield _("Ada bagian tanpa jawaban.")
        return
    yield from faults_in(kind, body)
    if kind == "hotspot":
        yield from _hotspot(body)


def _hotspot(body: Body) -> Iterator[str]:
    for area in body["areas"]:
        points = area["points"]
        if len(points) not in CORNERS.get(area["shape"], ()) or not all(0 <= int(p) <= 1000 for p in points):
            yield _("Bidang “%(label)s” tidak terbaca.") % {"label": area["label"]}
    if sum(Decimal(area["weight"]) == 100 for area in body["areas"]) < 1:
        yield _("Tandai bidang yang benar.")


def kept(draft: Draft, desk: Desk) -> Draft | None:
    """The draft when nothing is wrong with it; what is wrong goes to the desk."""
    try:
        check(draft)
    except Broken as broken:
        desk.fault(broken.line, broken.value, broken.reason, broken.mend)
        return None
    except (InvalidOperation, FormulaError, KeyError, ValueError) as error:
        reason = _("Soal ini tidak dapat dinilai: %(error)s.") % {"error": error}
        desk.fault(draft.line, draft.name, reason, _("Perbaiki soal ini di berkasnya."))
        return None
    return draft


def say(error: Broken | Unheld, desk: Desk) -> None:
    if isinstance(error, Broken):
        desk.fault(error.line, error.value, error.reason, error.mend)
    else:
        desk.leave_out(error.line, error.what, error.why)
