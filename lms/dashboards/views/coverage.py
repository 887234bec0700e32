from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from lms.dashboards import charts, sentences
from lms.dashboards.map import shown_heads, shown_lines, shown_total
from lms.dashboards.queries.coverage import coverage_matrix
from lms.dashboards.queries.past import day_asked
from lms.dashboards.queries.summary import headline
from lms.dashboards.scope import Scope, read_filters
from lms.people.access import SignedRequest, needs
from lms.people.enums import DigitalRole
from lms.people.models import Unit
from lms.people.permissions import Permission
from lms.skills.actions.past import ask_for
from lms.skills.queries.targets import target_years


@needs(Permission.VIEW_COVERAGE)
@require_GET
def coverage(request: SignedRequest) -> HttpResponse:
    """The map over all OPDs of the viewer's scope, or over the units of one."""
    filters = read_filters(request.GET, request.user, Permission.VIEW_COVERAGE)
    matrix = coverage_matrix(filters)
    total = shown_total(matrix)
    bars = charts.bars(
        [
            (head.column.label, cell.figure.share, cell.figure.target)
            for head, cell in zip(shown_heads(matrix), total.cells, strict=True)
        ]
    )
    context = {
        "past": day_asked(filters),
        "matrix": matrix,
        "filters": filters,
        "heads": shown_heads(matrix),
        "lines": list(shown_lines(matrix)),
        "total": total,
        "headline": headline(matrix),
        "sentences": [sentences.column_sentence(matrix, index) for index in range(len(matrix.columns))],
        "unit_head": sentences.unit_word(matrix),
        "bars": bars,
        "bars_height": charts.bars_height(bars),
        "today": filters.on or timezone.localdate(),
        "latest": timezone.localdate(),
        **filter_choices(filters.scope, filters.year),
    }
    return render(request, "dashboards/coverage.html", context | {"fields": matrix.fields})


@needs(Permission.VIEW_COVERAGE)
@require_POST
def count_past(request: SignedRequest) -> HttpResponse:
    """Have the day that the filters name counted; the page itself then says how far that is."""
    filters = read_filters(request.POST, request.user, Permission.VIEW_COVERAGE)
    if filters.on is None:
        raise Http404
    ask_for(on=filters.on, by=request.user)
    return redirect(f"{reverse('coverage')}?{urlencode(filters.asked)}")


def filter_choices(scope: Scope, year: int) -> dict[str, object]:
    """What the filters of the map and of the gap list offer: two queries."""
    return {
        "units": unit_choices(scope),
        "roles": DigitalRole.choices,
        "years": sorted({*target_years(), timezone.localdate().year, year}),
    }


def unit_choices(scope: Scope) -> list[Unit]:
    """OPDs for whoever sees the city, otherwise the units of one's own scope."""
    units = scope.units()
    if any(root.opd_id is None for root in scope.roots):
        units = units.filter(opd=F("pk"))
    return list(units)
