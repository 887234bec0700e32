"""A new order of units, written step by step with its effects in sight, then confirmed."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lms.core.ids import ids
from lms.core.pagination import page_of
from lms.people.access import SignedRequest, must_cover_city, needs, posted
from lms.people.actions import reorganise as actions
from lms.people.enums import ReorganisationState, StepKind
from lms.people.forms.reorganise import FORMS, ReorganisationForm, SplitOfForm, SplitStepForm, StepForm
from lms.people.models import Reorganisation, Unit, User
from lms.people.permissions import Permission
from lms.people.queries.reorganisation import effects


def _all(user: User) -> Any:
    """Those whom a part of the city is entrusted to may not order the whole anew."""
    must_cover_city(user, Permission.IMPORT_STAFF)
    return Reorganisation.objects.visible_to(user)


def _draft(request: SignedRequest, pk: int) -> Reorganisation:
    return get_object_or_404(_all(request.user), pk=pk, state=ReorganisationState.DRAFT)


@needs(Permission.IMPORT_STAFF)
@require_GET
def reorganisations(request: SignedRequest) -> HttpResponse:
    rows = _all(request.user).annotate(step_count=Count("steps")).order_by("-on", "-pk")
    return render(request, "people/reorganisations.html", {"page": page_of(request, rows)})


@needs(Permission.IMPORT_STAFF)
@require_http_methods(["GET", "POST"])
def reorganisation_new(request: SignedRequest) -> HttpResponse:
    _all(request.user)
    form = ReorganisationForm(posted(request)[0], initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        row = actions.plan(by=request.user, **form.cleaned_data)
        return redirect("reorganisation", row.pk)
    return _form_page(request, form, _("Penataan baru"), None)


@needs(Permission.IMPORT_STAFF)
@require_GET
def reorganisation(request: SignedRequest, pk: int) -> HttpResponse:
    return _page(request, get_object_or_404(_all(request.user), pk=pk))


def _page(request: SignedRequest, row: Reorganisation, status: int = 200) -> HttpResponse:
    steps = row.steps.select_related("unit", "into")
    context: dict[str, Any] = {"row": row, "kinds": StepKind.choices, "steps": steps}
    if row.is_draft:
        context["effects"] = effects(row)
    return render(request, "people/reorganisation.html", context, status=status)


@needs(Permission.IMPORT_STAFF)
@require_http_methods(["GET", "POST"])
def step_new(request: SignedRequest, pk: int, kind: str) -> HttpResponse:
    row = _draft(request, pk)
    if kind not in FORMS:
        raise Http404
    form = _step_form(request, kind)
    if request.method == "POST" and form.is_valid() and not isinstance(form, SplitOfForm):
        actions.add_step(reorganisation=row, kind=kind, by=request.user, **form.cleaned_data)
        return redirect("reorganisation", pk)
    return _form_page(request, form, StepKind(kind).label, row)


def _step_form(request: SignedRequest, kind: str) -> StepForm:
    """Splitting asks first which unit; its parts depend on it."""
    units = Unit.objects.current().order_by("path")
    data = posted(request)[0]
    if kind != StepKind.SPLIT:
        return FORMS[kind](data, units=units)
    chosen = units.filter(pk__in=ids([request.GET.get("unit", "")])).select_related("parent").first()
    if chosen is None:
        return SplitOfForm(data, units=units.exclude(parent=None))
    initial = {"into": chosen.parent_id, "unit_kind": chosen.kind}
    return SplitStepForm(data, units=units, of=chosen, initial=initial)


@needs(Permission.IMPORT_STAFF)
@require_POST
def step_drop(request: SignedRequest, pk: int, step: int) -> HttpResponse:
    row = _draft(request, pk)
    actions.drop_step(step=get_object_or_404(row.steps, pk=step), by=request.user)
    return redirect("reorganisation", pk)


@needs(Permission.IMPORT_STAFF)
@require_POST
def reorganisation_confirm(request: SignedRequest, pk: int) -> HttpResponse:
    row = _draft(request, pk)
    try:
        actions.confirm(reorganisation=row, by=request.user)
    except actions.NotPossible:
        return _page(request, row, status=422)
    messages.success(request, _("Penataan disahkan."))
    return redirect("reorganisation", pk)


@needs(Permission.IMPORT_STAFF)
@require_POST
def reorganisation_call_off(request: SignedRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(_all(request.user), pk=pk)
    actions.call_off(reorganisation=row, by=request.user)
    return redirect("reorganisation", pk)


def _form_page(request: SignedRequest, form: Any, title: Any, row: Reorganisation | None) -> HttpResponse:
    asks = isinstance(form, SplitOfForm)
    context = {"form": form, "title": title, "row": row, "asks": asks}
    return render(request, "people/reorganisation_form.html", context, status=422 if form.is_bound else 200)
