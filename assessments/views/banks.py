from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from assessments.enums import QuestionKind
from assessments.queries.banks import Chosen, banks_of, filtered, tags_of
from lms.core.pagination import page_of
from lms.people.access import SignedRequest, needs
from lms.people.permissions import Permission

WORDS_LIMIT = 200


@needs(Permission.WRITE_COURSES)
@require_GET
def banks(request: SignedRequest) -> HttpResponse:
    return render(request, "assessments/banks.html", {"page": page_of(request, banks_of(request.user))})


@needs(Permission.WRITE_COURSES)
@require_GET
def bank(request: SignedRequest, bank_id: int) -> HttpResponse:
    row = get_object_or_404(banks_of(request.user), pk=bank_id)
    chosen = Chosen(
        tag=request.GET.get("tag", "").replace("\x00", ""),
        words=request.GET.get("cari", "").replace("\x00", "").strip()[:WORDS_LIMIT],
        retired=request.GET.get("keadaan") == "pensiun",
    )
    context = {
        "bank": row,
        "page": page_of(request, filtered(row, chosen)),
        "tags": tags_of(row),
        "chosen": chosen,
        "kinds": QuestionKind.choices,
    }
    return render(request, "assessments/bank.html", context)
