from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from lms.core.pagination import page_of
from lms.people.access import SignedRequest, needs, posted
from lms.people.actions import units as actions
from lms.people.forms.staff import EndUnitForm, NewUnitForm, UnitForm
from lms.people.models import Posting, Unit
from lms.people.models.unit import whole_city
from lms.people.models.user import below
from lms.people.permissions import Permission

UNITS_ON_A_PAGE = 60


@needs(Permission.VIEW_STAFF)
@require_GET
def units(request: SignedRequest) -> HttpResponse:
    """The tree of the units one may look into, ended ones with their successors included."""
    scope = below(request.user.units_with(Permission.VIEW_STAFF), prefix="")
    kept = request.user.units_with(Permission.IMPORT_STAFF)
    changing = [unit.path for unit in kept]
    words = request.GET.get("cari", "").replace("\0", "").strip()[:100]
    tree = _tree(list(Unit.objects.filter(scope).select_related("successor")), changing)
    page = page_of(request, [row for row in tree if row["unit"].is_called(words)], size=UNITS_ON_A_PAGE)
    staff = _staff([row["unit"].pk for row in page])
    for row in page:
        row["staff"] = staff.get(row["unit"].pk, 0)
    context = {
        "page": page,
        "words": words,
        "may_add": bool(changing),
        "may_reorganise": whole_city(kept),
        "today": timezone.localdate(),
    }
    return render(request, "people/units.html", context)


def _staff(units: list[int]) -> dict[int, int]:
    """How many people are posted in each of these units today."""
    rows = Posting.objects.current().filter(unit__in=units).order_by().values_list("unit")
    return dict(rows.annotate(Count("pk")))


def _tree(rows: list[Unit], changing: list[str]) -> list[dict]:
    """Units in the order of the tree: parents before children, siblings by their own order."""
    by_parent: dict[int | None, list[Unit]] = {}
    known = {unit.pk for unit in rows}
    for unit in rows:
        by_parent.setdefault(unit.parent_id if unit.parent_id in known else None, []).append(unit)
    tree: list[dict] = []

    def walk(parent: int | None, depth: int) -> None:
        for unit in by_parent.get(parent, []):
            may_change = unit.path.startswith(tuple(changing)) if changing else False
            tree.append({"unit": unit, "depth": min(depth, 5), "may_change": may_change})
            walk(unit.pk, depth + 1)

    walk(None, 0)
    return tree


def _managed(request: SignedRequest, pk: int) -> Unit:
    scope = below(request.user.units_with(Permission.IMPORT_STAFF), prefix="")
    return get_object_or_404(Unit.objects.filter(scope), pk=pk)


@needs(Permission.IMPORT_STAFF)
@require_http_methods(["GET", "POST"])
def unit_edit(request: SignedRequest, pk: int) -> HttpResponse:
    unit = _managed(request, pk)
    initial = {name: getattr(unit, name) for name in ("name", "short_name", "kind")}
    form = UnitForm(posted(request)[0], initial=initial | {"aliases": "\n".join(unit.aliases)})
    if request.method == "POST" and form.is_valid():
        actions.change_unit(unit=unit, by=request.user, **form.cleaned_data)
        messages.success(request, _("Unit disimpan."))
        return redirect("units")
    return _form_page(request, form, _("Ubah unit"), unit)


@needs(Permission.IMPORT_STAFF)
@require_http_methods(["GET", "POST"])
def unit_new(request: SignedRequest) -> HttpResponse:
    form = NewUnitForm(posted(request)[0], viewer=request.user)
    if request.method == "POST" and form.is_valid():
        actions.add_unit(by=request.user, **form.cleaned_data)
        messages.success(request, _("Unit ditambahkan."))
        return redirect("units")
    return _form_page(request, form, _("Tambah unit"), None)


@needs(Permission.IMPORT_STAFF)
@require_http_methods(["GET", "POST"])
def unit_end(request: SignedRequest, pk: int) -> HttpResponse:
    unit = _managed(request, pk)
    form = EndUnitForm(posted(request)[0], viewer=request.user, unit=unit)
    try:
        if request.method == "POST" and form.is_valid():
            actions.end_unit(unit=unit, by=request.user, **form.cleaned_data)
            messages.success(request, _("Masa berlaku unit disimpan."))
            return redirect("units")
    except ValidationError as error:
        form.add_error("successor", error)
    return _form_page(request, form, _("Akhiri unit"), unit)


def _form_page(
    request: SignedRequest, form: UnitForm | EndUnitForm, title: str, unit: Unit | None
) -> HttpResponse:
    context = {"form": form, "title": title, "unit": unit}
    return render(request, "people/unit_form.html", context, status=422 if form.errors else 200)
