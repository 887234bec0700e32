"""Targets of the city and its OPDs, where HR keeps them."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lms.core.pagination import page_of
from lms.people.access import SignedRequest, needs, posted
from lms.people.models.user import below
from lms.people.permissions import Permission
from lms.skills.actions import targets as actions
from lms.skills.forms.targets import IndicatorForm, plan_years
from lms.skills.models import Indicator


def _kept_by(request: SignedRequest) -> QuerySet[Indicator]:
    scope = below(request.user.units_with(Permission.SET_TARGETS))
    return Indicator.objects.filter(scope).select_related("unit", "field")


@needs(Permission.SET_TARGETS)
@require_GET
def targets(request: SignedRequest) -> HttpResponse:
    """The city first, then the OPDs in their order; one row a field."""
    rows = _kept_by(request).prefetch_related("targets").order_by("unit__path", "field__order", "pk")
    page, years = page_of(request, rows), plan_years()
    for row in page:
        promised = {target.year: target.value for target in row.targets.all()}
        row.by_year = [(year, promised.get(year)) for year in years]
    return render(request, "skills/targets.html", {"page": page, "years": years})


@needs(Permission.SET_TARGETS)
@require_http_methods(["GET", "POST"])
def target_new(request: SignedRequest) -> HttpResponse:
    form = IndicatorForm(posted(request)[0], viewer=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        names = ("unit", "field", "code", "name", "baseline")
        actions.add_indicator(**{name: data[name] for name in names}, targets=form.targets, by=request.user)
        messages.success(request, _("Target disimpan. Peta cakupan langsung memakainya."))
        return redirect("targets")
    return _page(request, form, None)


@needs(Permission.SET_TARGETS)
@require_http_methods(["GET", "POST"])
def target_edit(request: SignedRequest, pk: int) -> HttpResponse:
    indicator = get_object_or_404(_kept_by(request), pk=pk)
    form = IndicatorForm(posted(request)[0], viewer=request.user, indicator=indicator)
    if request.method == "POST" and form.is_valid():
        data, years = form.cleaned_data, plan_years()
        actions.change_indicator(
            indicator=indicator,
            **{name: data[name] for name in ("code", "name", "baseline")},
            targets=form.targets,
            years=range(years[0], years[-1] + 1),
            by=request.user,
        )
        messages.success(request, _("Target disimpan. Peta cakupan langsung memakainya."))
        return redirect("targets")
    return _page(request, form, indicator)


def _page(request: SignedRequest, form: IndicatorForm, indicator: Indicator | None) -> HttpResponse:
    context = {"form": form, "indicator": indicator}
    return render(request, "skills/target_form.html", context, status=422 if form.errors else 200)


@needs(Permission.SET_TARGETS)
@require_POST
def target_drop(request: SignedRequest, pk: int) -> HttpResponse:
    indicator = get_object_or_404(_kept_by(request), pk=pk)
    try:
        actions.drop_indicator(indicator=indicator, by=request.user)
    except actions.Cited:
        messages.warning(request, _("Indikator ini dirujuk oleh usulan, jadi tidak dapat dihapus."))
        return redirect("target_edit", pk)
    messages.success(request, _("Indikator dihapus. Target OPD-nya atau target kota berlaku lagi."))
    return redirect("targets")
