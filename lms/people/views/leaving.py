"""Closed accounts: how long they are kept, holding them for a case, and anonymising them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lms.core.pagination import page_of
from lms.people.access import SignedRequest, needs, posted
from lms.people.actions import anonymise as actions
from lms.people.forgetting import shares
from lms.people.forms.leaving import AnonymiseForm, HoldForm
from lms.people.models import User
from lms.people.permissions import Permission
from lms.people.queries.leaving import kept_until, leavers_for


def _in_charge(request: SignedRequest, pk: int) -> User:
    """A person whom the viewer may anonymise and who still has a name; 404 for all others."""
    return get_object_or_404(User.objects.within(request.user, Permission.ANONYMISE).kept(), pk=pk)


@needs(Permission.ANONYMISE)
@require_GET
def leavers(request: SignedRequest) -> HttpResponse:
    page, today = page_of(request, leavers_for(request.user)), timezone.localdate()
    rows = [(person, until := kept_until(person.left_on), until and until < today) for person in page]
    return render(request, "people/leavers.html", {"page": page, "rows": rows})


@needs(Permission.ANONYMISE)
@require_http_methods(["GET", "POST"])
def anonymise(request: SignedRequest, pk: int) -> HttpResponse:
    someone = _in_charge(request, pk)
    form = AnonymiseForm(posted(request)[0])
    if request.method == "POST" and form.is_valid():
        try:
            actions.anonymise(user=someone, reason=form.cleaned_data["reason"], by=request.user)
        except actions.NotForgettable:
            return _page(request, someone, 422)  # the page itself says what stands in the way
        messages.success(request, _("Akun dianonimkan. Data pribadinya sudah dihapus."))
        return redirect("leavers")
    return _page(request, someone, 422 if form.errors else 200, form=form)


@needs(Permission.ANONYMISE)
@require_POST
def legal_hold(request: SignedRequest, pk: int) -> HttpResponse:
    someone = _in_charge(request, pk)
    form = HoldForm(request.POST, auto_id="hold_%s")
    if not form.is_valid():
        return _page(request, someone, 422, hold_form=form)
    held = form.cleaned_data["held"]
    actions.set_legal_hold(user=someone, held=held, reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, _("Data ditahan.") if held else _("Penahanan data dilepas."))
    return redirect("anonymise", pk)


def _page(request: SignedRequest, someone: User, status: int = 200, **extra: Any) -> HttpResponse:
    context = {
        "person": someone,
        "obstacles": actions.obstacles(someone),
        "removed": [text for share in shares.values() for text in share.removed],
        "kept": [pair for share in shares.values() for pair in share.kept],
        "until": kept_until(someone.left_on),
        "form": AnonymiseForm(),
        "hold_form": HoldForm(auto_id="hold_%s", initial={"held": "0" if someone.legal_hold else "1"}),
    }
    response = render(request, "people/anonymise.html", context | extra, status=status)
    response["Cache-Control"] = "no-store"
    return response
