"""JP of units and of the people in them."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from courses.models import CreditEntry, OtherTraining
from lms.core.pagination import page_of
from lms.dashboards.jp_sheets import choices_of_reach
from lms.dashboards.queries.jp_units import jp_people, jp_table, year_asked
from lms.dashboards.scope import Filters, read_filters
from lms.dashboards.views.coverage import unit_choices
from lms.people.access import SignedRequest, needs
from lms.people.permissions import Permission


@needs(Permission.VIEW_COVERAGE)
@require_GET
def jp(request: SignedRequest) -> HttpResponse:
    """How far the OPDs of the viewer's scope have come, or the units of one."""
    filters = read_filters(request.GET, request.user, Permission.VIEW_COVERAGE)
    checks = request.user.can(Permission.CHECK_EVIDENCE)
    waiting = OtherTraining.objects.in_charge(request.user).waiting().count() if checks else None
    context = {"table": jp_table(filters), "waiting": waiting, "checks": checks, "target": "jp"}
    return render(request, "dashboards/jp.html", context | _choices(filters))


@needs(Permission.VIEW_COVERAGE)
@require_GET
def jp_staff(request: SignedRequest) -> HttpResponse:
    """The people behind a number of the table."""
    filters = read_filters(request.GET, request.user, Permission.VIEW_COVERAGE)
    context = {
        "page": page_of(request, jp_people(filters, request.user)),
        "reach": choices_of_reach(settings.PIAWAI_JP_TARGET),
        "least": settings.PIAWAI_JP_TARGET,
        "running": year_asked(filters) == timezone.localdate().year,
        "back": urlencode({name: text for name, text in filters.asked.items() if name in ("opd", "tahun")}),
        "target": "jp_staff",
    }
    return render(request, "dashboards/jp_staff.html", context | _choices(filters))


def _choices(filters: Filters) -> dict[str, object]:
    """What the filters offer: two queries."""
    year = year_asked(filters)
    days = CreditEntry.objects.dates("day", "year")
    years = {timezone.localdate().year, year, *(day.year for day in days)}
    return {
        "filters": filters,
        "year": year,
        "year_text": str(year),
        "years": sorted(years, reverse=True),
        "units": unit_choices(filters.scope),
    }
