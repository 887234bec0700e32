from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from lms.dashboards.independence_words import NAMES, advice, meanings
from lms.dashboards.queries.independence import Ranked, ranking
from lms.dashboards.scope import read_filters
from lms.dashboards.weights_form import WeightsForm
from lms.people.access import SignedRequest, needs, posted
from lms.people.permissions import Permission
from lms.skills.actions.resilience import set_weights, weights_on
from lms.skills.independence import PARTS
from lms.skills.models import Skill


@needs(Permission.VIEW_SUMMARY)
@require_GET
def independence(request: SignedRequest) -> HttpResponse:
    """Every OPD of the viewer's scope with its score; aggregates only."""
    found = ranking(read_filters({}, request.user, Permission.VIEW_SUMMARY))
    context = {
        "found": found,
        "names": [NAMES[name] for name in PARTS],
        "meanings": meanings(found.weights),
        "today": timezone.localdate(),
        "may_export": request.user.can(Permission.EXPORT_COVERAGE),
        "may_weigh": request.user.can(Permission.SET_TARGETS),
    }
    return render(request, "dashboards/independence.html", context)


@needs(Permission.VIEW_SUMMARY)
@require_GET
def independence_of(request: SignedRequest, pk: int) -> HttpResponse:
    filters = read_filters({"opd": str(pk)}, request.user, Permission.VIEW_SUMMARY)
    found = ranking(filters)
    row = next((row for row in found.rows if row.unit.pk == pk), None)
    if row is None:
        raise Http404
    skills = Skill.objects.in_bulk([line.skill for line in row.lines])
    context = {
        "row": row,
        "parts": _parts(row),
        "advice": advice(row),
        "lines": [(skills[line.skill], line) for line in row.lines],
        "may_map": request.user.can(Permission.VIEW_COVERAGE),
        "today": timezone.localdate(),
    }
    return render(request, "dashboards/independence_of.html", context)


def _parts(row: Ranked) -> list[tuple[str, object, int, float]]:
    return [
        (str(NAMES[part.name]), part, row.score.weights[part.name], row.score.lift(part))
        for part in row.score.parts
    ]


@needs(Permission.SET_TARGETS)
@require_http_methods(["GET", "POST"])
def weights(request: SignedRequest) -> HttpResponse:
    now = weights_on()
    form = WeightsForm(posted(request)[0], initial={name: getattr(now, name) for name in PARTS})
    if request.method == "POST" and form.is_valid():
        set_weights(weights=form.cleaned_data, by=request.user)
        messages.success(request, _("Bobot disimpan dan berlaku mulai hari ini."))
        return redirect("independence")
    return render(request, "dashboards/weights.html", {"form": form}, status=422 if form.errors else 200)
