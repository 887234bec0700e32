from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from lms.core.pagination import page_of
from lms.dashboards.queries.gaps import Gaps
from lms.dashboards.scope import Filters, read_filters
from lms.dashboards.views.coverage import filter_choices
from lms.people.access import SignedRequest, needs
from lms.people.permissions import Permission
from lms.skills.models import Field, Skill

MAP_NAMES = ("opd", "bidang", "peran", "tahun")


@needs(Permission.VIEW_COVERAGE)
@require_GET
def gaps(request: SignedRequest) -> HttpResponse:
    """Who lacks what, within the filters of the map one came from."""
    filters = read_filters(request.GET, request.user, Permission.VIEW_COVERAGE)
    context = {
        "filters": filters,
        "back": urlencode({name: text for name, text in filters.asked.items() if name in MAP_NAMES}),
        "page": page_of(request, Gaps(filters, request.user)),
        "today": timezone.localdate(),
        "may_assign": request.user.can(Permission.ASSIGN_TRAINING),
        "assign_unit": filters.unit or filters.scope.roots[0],
        "fields": Field.objects.all(),
        "skills": _skills(filters),
        **filter_choices(filters.scope, filters.year),
    }
    return render(request, "dashboards/gaps.html", context)


def _skills(filters: Filters) -> list[Skill]:
    return list(Skill.objects.filter(field=filters.field)) if filters.field else []
