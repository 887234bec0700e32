from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.actions.banks import create_bank
from assessments.actions.categories import put_questions
from assessments.enums import BankRight, Bloom, QuestionKind
from assessments.forms.bank import BankForm
from assessments.forms.kinds import FORMS
from assessments.models import QuestionBank
from assessments.queries.banks import Chosen, bank_for, banks_of, filtered, held_of, tags_of, tree_of
from assessments.queries.scope import rights_to
from lms.core.pagination import page_of
from lms.core.storable import storable
from lms.people.access import SignedRequest, needs
from lms.people.permissions import Permission

WORDS_LIMIT, PATH_LIMIT, MOST_MOVED = 200, 400, 1000


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
    chosen = _chosen(request)
    context = {
        "bank": row,
        "page": page_of(request, filtered(row, chosen)),
        "tags": tags_of(row),
        "tree": tree_of(row),
        "chosen": chosen,
        "kinds": [(kind, QuestionKind(kind).label) for kind in FORMS],
        "blooms": Bloom.choices,
        "levels": range(1, 6),
        "held": held_of(row),
        "query": request.GET.urlencode(),
        **_rights(request, row),
    }
    return render(request, "assessments/bank.html", context)


def _rights(request: SignedRequest, bank: QuestionBank) -> dict[str, Any]:
    rights = rights_to(request.user, bank)
    return {"may_edit": BankRight.EDIT in rights, "may_manage": BankRight.MANAGE in rights}


def _chosen(request: HttpRequest) -> Chosen:
    """Out of the address; what says nothing that there is says nothing."""
    word = {name: storable(request.GET.get(name, "")).strip() for name in WORDS}
    return Chosen(
        words=word["cari"][:WORDS_LIMIT],
        kind=word["jenis"] if word["jenis"] in FORMS else "",
        category=word["kategori"][:PATH_LIMIT],
        tag=word["tag"],
        level=int(word["tingkat"]) if word["tingkat"] in {"1", "2", "3", "4", "5"} else None,
        bloom=word["bloom"] if word["bloom"] in Bloom.values else "",
        retired=word["keadaan"] == "pensiun",
    )


WORDS = ("cari", "jenis", "kategori", "tag", "tingkat", "bloom", "keadaan")


@needs(Permission.WRITE_COURSES)
@require_POST
def bank_put(request: SignedRequest, bank_id: int) -> HttpResponse:
    """Put the questions that were ticked into a category, and go back to the list as it was filtered."""
    row = bank_for(request.user, bank_id, BankRight.EDIT)
    wanted = request.POST.get("ke", "")
    category = None if wanted == "-" else get_object_or_404(row.categories, path=storable(wanted))
    ticked = [int(text) for text in request.POST.getlist("soal") if text.isdecimal() and len(text) < 19]
    if not ticked:
        messages.warning(request, _("Centang dulu soal yang dipindahkan."))
    else:
        count = put_questions(bank=row, questions=ticked[:MOST_MOVED], category=category, by=request.user)
        messages.success(request, _("%(n)s soal dipindahkan.") % {"n": count})
    query = request.POST.get("kembali", "")
    return redirect(f"{reverse('bank', args=[row.pk])}{f'?{query}' if query else ''}")
