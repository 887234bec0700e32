"""Needs of the OPDs, for those who propose, decide and follow up."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lms.core.pagination import page_of
from lms.core.refusals import done
from lms.people.access import SignedRequest, needs, posted
from lms.people.permissions import Permission
from lms.skills.actions import needs as actions
from lms.skills.enums import NeedState
from lms.skills.forms.needs import CommentForm, DecisionForm, NeedFilterForm, NeedForm
from lms.skills.models import Need
from lms.skills.queries.needs import needs_for, promises_of


@needs(Permission.PROPOSE_NEEDS, Permission.DECIDE_NEEDS)
@require_GET
def need_list(request: SignedRequest) -> HttpResponse:
    form = NeedFilterForm(request.GET)
    form.is_valid()
    rows = needs_for(request.user, state=form.cleaned_data.get("keadaan", ""))
    context = {
        "form": form,
        "page": page_of(request, rows),
        "may_propose": request.user.can(Permission.PROPOSE_NEEDS),
    }
    return render(request, "skills/needs.html", context)


@needs(Permission.PROPOSE_NEEDS)
@require_http_methods(["GET", "POST"])
def need_new(request: SignedRequest) -> HttpResponse:
    form = NeedForm(posted(request)[0], viewer=request.user)
    if request.method == "POST" and form.is_valid():
        need = actions.propose(**form.cleaned_data, by=request.user)
        messages.success(request, _("Usulan dikirim kepada pimpinan."))
        return redirect("need", need.pk)
    return render(request, "skills/need_new.html", {"form": form}, status=422 if form.errors else 200)


def _visible(request: SignedRequest, pk: int) -> Need:
    rows = Need.objects.visible_to(request.user).select_related(
        "unit", "skill__field", "proposed_by", "decided_by"
    )
    return get_object_or_404(rows, pk=pk)


@needs(Permission.PROPOSE_NEEDS, Permission.DECIDE_NEEDS)
@require_GET
def need(request: SignedRequest, pk: int) -> HttpResponse:
    return _page(request, _visible(request, pk))


def _page(
    request: SignedRequest,
    row: Need,
    *,
    decision: DecisionForm | None = None,
    comment: CommentForm | None = None,
) -> HttpResponse:
    user, is_open = request.user, row.state == NeedState.PROPOSED
    context = {
        "need": row,
        "promises": promises_of(row),
        "comments": row.comments.select_related("author"),
        "decision": decision or DecisionForm(),
        "comment": comment or CommentForm(),
        "may_decide": is_open and user.may_in(Permission.DECIDE_NEEDS, row.unit),
        "may_withdraw": is_open and row.proposed_by_id == user.pk,
        "may_assign": row.state == NeedState.APPROVED and user.may_in(Permission.ASSIGN_TRAINING, row.unit),
    }
    return render(request, "skills/need.html", context, status=422 if decision or comment else 200)


@needs(Permission.DECIDE_NEEDS)
@require_POST
def need_decide(request: SignedRequest, pk: int) -> HttpResponse:
    row, form = _visible(request, pk), DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, row, decision=form)
    data = form.cleaned_data
    decided = {"approved": data["decision"] == "approve", "note": data["note"]}
    if done(request, lambda: actions.decide(need=row, by=request.user, **decided), actions.NeedRefused):
        messages.success(request, _("Keputusan Anda tercatat dan disampaikan kepada pengusul."))
    return redirect("need", pk)


@needs(Permission.PROPOSE_NEEDS, Permission.DECIDE_NEEDS)
@require_POST
def need_comment(request: SignedRequest, pk: int) -> HttpResponse:
    row, form = _visible(request, pk), CommentForm(request.POST)
    if not form.is_valid():
        return _page(request, row, comment=form)
    actions.comment(need=row, text=form.cleaned_data["text"], by=request.user)
    return redirect("need", pk)


@needs(Permission.PROPOSE_NEEDS)
@require_POST
def need_withdraw(request: SignedRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Need.objects.visible_to(request.user).filter(proposed_by=request.user), pk=pk)
    if done(request, lambda: actions.withdraw(need=row, by=request.user), actions.NeedRefused):
        messages.success(request, _("Usulan ditarik kembali."))
    return redirect("need", pk)
