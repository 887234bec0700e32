"""A bank in the formats of others, and its questions that ask the same."""

from collections import Counter

from django.core.cache import cache
from django.db.models import Count, Sum
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from assessments.actions.bank_exports import export_bank, losses_of
from assessments.duplicates import Pair, alike
from assessments.enums import BankRight
from assessments.exchange import FORMATS, WRITTEN
from assessments.models import QuestionBank
from assessments.queries.bank_imports import stems_of
from assessments.queries.banks import bank_for
from lms.core.pagination import page_of
from lms.people.access import SignedRequest, needs
from lms.people.permissions import Permission

AN_HOUR = 3600
MOST_TWINS = 2000


@needs(Permission.WRITE_COURSES)
@require_GET
def bank_exports(request: SignedRequest, bank_id: int) -> HttpResponse:
    """The formats, and what the chosen one can't hold."""
    bank = bank_for(request.user, bank_id, BankRight.USE)
    chosen = request.GET.get("format", "")
    losses = losses_of(bank, chosen) if chosen in WRITTEN else []
    context = {
        "bank": bank,
        "formats": [(name, FORMATS[name]) for name in WRITTEN],
        "chosen": FORMATS[chosen] if chosen in WRITTEN else None,
        "name": chosen,
        "affected": len(Counter(note.what for note in losses)),
        "page": page_of(request, losses, 50),
    }
    return render(request, "assessments/bank_exports.html", context)


@needs(Permission.WRITE_COURSES)
@require_GET
def bank_export(request: SignedRequest, bank_id: int, form: str) -> FileResponse:
    bank = bank_for(request.user, bank_id, BankRight.USE)
    if form not in WRITTEN:
        raise Http404
    name = f"{slugify(bank.name) or 'bank-soal'}.{FORMATS[form].ending}"
    file = export_bank(bank=bank, form=form, by=request.user)
    return FileResponse(file, as_attachment=True, filename=name, content_type=FORMATS[form].media_type)


@needs(Permission.WRITE_COURSES)
@require_GET
def bank_twins(request: SignedRequest, bank_id: int) -> HttpResponse:
    bank = bank_for(request.user, bank_id, BankRight.USE)
    page = page_of(request, _twins(bank), 50)
    names = {name for pair in page for name in (pair.first, pair.second)}
    rows = bank.questions.filter(name__in=names).select_related("current")
    questions = {row.name: row for row in rows}
    pairs = [(questions.get(pair.first), questions.get(pair.second), pair.percent) for pair in page]
    return render(request, "assessments/bank_twins.html", {"bank": bank, "page": page, "pairs": pairs})


def _twins(bank: QuestionBank) -> list[Pair]:
    """Looked for again when a question has come, gone or changed."""
    state = bank.questions.usable().aggregate(n=Count("pk"), of=Sum("pk"), versions=Sum("current"))
    key = f"twins:{bank.pk}:{state['n']}:{state['of']}:{state['versions']}"
    return cache.get_or_set(key, lambda: list(alike(stems_of(bank)))[:MOST_TWINS], AN_HOUR) or []
