from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from assessments.actions.banks import create_bank
from assessments.enums import QuestionKind
from assessments.forms.bank import BankForm
from assessments.forms.kinds import FORMS
from assessments.queries.banks import Chosen, banks_of, filtered, held_of, tags_of
from lms.core.pagination import page_of
from lms.people.access import SignedRequest, needs
from lms.people.permissions import Permission

WORDS_LIMIT = 200


@needs(Permission.WRITE_COURSES)
@require_GET
def banks(request: SignedRequest) -> HttpResponse:
    return render(request, "assessments/banks.html", {"page": page_of(request, banks_of(request.user))})


@needs(Permission.WRITE_COURSES)
@require_http_methods(["GET", "POST"])
def bank_new(request: SignedRequest) -> HttpResponse:
    form = BankForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        return redirect("bank", create_bank(by=request.user, **form.cleaned_data).pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "assessments/bank_new.html", {"form": form}, status=status)


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
        "kinds": [(kind, QuestionKind(kind).label) for kind in FORMS],
        "held": held_of(row),
    }
    return render(request, "assessments/bank.html", context)
