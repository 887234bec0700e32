from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lms.core.templatetags.say import day
from lms.dashboards import charts
from lms.dashboards.queries.trajectory import Trajectory, trajectory, year_ends
from lms.dashboards.scope import read_filters
from lms.dashboards.views.coverage import unit_choices
from lms.people.access import SignedRequest, needs
from lms.people.permissions import Permission


@needs(Permission.VIEW_SUMMARY)
@require_GET
def trajectory_page(request: SignedRequest) -> HttpResponse:
    """Promised, reached and expected, over five years. Aggregates only."""
    filters = read_filters(
        {name: text for name, text in request.GET.dict().items() if name in {"opd", "bidang"}},
        request.user,
        Permission.VIEW_SUMMARY,
    )
    found = trajectory(filters)
    context = {
        "found": found,
        "filters": filters,
        "fields": found.matrix.fields,
        "units": unit_choices(filters.scope),
        "years": year_ends(found.rows),
        "rate": 100 * found.rate,
        "today": timezone.localdate(),
        "may_export": request.user.can(Permission.EXPORT_COVERAGE),
        **_chart(found),
    }
    return render(request, "dashboards/trajectory.html", context)


def _chart(found: Trajectory) -> dict[str, object]:
    """Three lines over the same days: reached, expected (from today on), promised."""
    today = timezone.localdate()
    rows = [(one.on, day(one.on), one.reached, one.target) for one in found.moments]
    later = [
        (one.on, day(one.on), one.reached if one.on == today else one.expected, one.sure)
        for one in found.moments
    ]
    reached, coming = charts.dots(rows), charts.dots(later)
    return {
        "reached": reached,
        "years_marked": charts.year_marks(rows),
        "grid": charts.GRID,
        "line": charts.polyline([(dot.x, dot.y) for dot in reached]),
        "target_line": charts.polyline([(dot.x, dot.target_y) for dot in reached]),
        "coming_line": charts.polyline([(dot.x, dot.y) for dot in coming]),
        "now": next((dot for dot in reversed(reached) if dot.share is not None), None),
    }
