"""The last look at a question before it leaves its reader: whole, of a known shape, and gradable."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from assessments.authoring import faults_in
from assessments.exchange.found import Desk, Unheld
from assessments.gift.drafts import Broken, Draft

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
# Numbers out of any range, names of nothing, texts of another shape: whatever foreign files hold.
UNREADABLE = (ArithmeticError, LookupError, ValueError, TypeError, AttributeError, RecursionError)


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


def checked(make: Callable[[], Draft], desk: Desk, line: int | None, name: str) -> Draft | None:
    """The draft that is made when nothing is wrong with it; what is wrong, or has no place here, goes to the desk."""
    try:
        draft = make()
        check(draft)
    except Broken as broken:
        desk.fault(broken.line, broken.value, broken.reason, broken.mend)
    except Unheld as unheld:
        desk.leave_out(unheld.line, unheld.what, unheld.why)
    except UNREADABLE as error:
        reason = _("Soal ini tidak terbaca: %(error)s.") % {"error": error or type(error).__name__}
        desk.fault(line, name, reason, _("Perbaiki soal ini di berkasnya."))
    else:
        return draft
    return None
