from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lms.dashboards import charts
from lms.dashboards.map import shown_total
from lms.dashboards.queries.summary import leader_summary, spoken
from lms.dashboards.scope import read_filters
from lms.people.access import SignedRequest, needs
from lms.people.permissions import Permission


@needs(Permission.VIEW_SUMMARY)
@require_GET
def leader(request: SignedRequest) -> HttpResponse:
    """One page for whoever leads: five sentences, one picture, three calls. Aggregates only."""
    filters = read_filters({}, request.user, Permission.VIEW_SUMMARY)
    summary = leader_summary(filters)
    rows = [(one.on, spoken(one), one.figure.share, one.figure.target) for one in summary.moments]
    dots = charts.dots(rows)
    total = shown_total(summary.matrix)
    context = {
        "summary": summary,
        "by_field": list(zip(summary.matrix.columns, total.cells, strict=True)),
        "dots": dots,
        "now": next((dot for dot in reversed(dots) if dot.share is not None), None),
        "years": charts.year_marks(rows),
        "grid": charts.GRID,
        "line": charts.polyline([(dot.x, dot.y) for dot in dots]),
        "target_line": charts.polyline([(dot.x, dot.target_y) for dot in dots]),
        "today": timezone.localdate(),
        "may_map": request.user.can(Permission.VIEW_COVERAGE),
    }
    return render(request, "dashboards/leader.html", context)
